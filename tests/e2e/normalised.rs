//! The normalised text beside the article: each shows what is chosen in the other.

use crate::support::page::with_page;

const TEXT: &str = "وصلَ الوزير إبراهيم حدّاد إلى حَلَب أمس.\n\nوقال إنّ ٣٬٥٠٠ أسرة عادت إلى بيوتها.";

#[test]
fn what_is_chosen_in_one_shows_in_the_other() {
    with_page("normalised", |page| async move {
        page.annotate(TEXT).await;
        page.press("Text").await;
        page.press("Normalised text").await;
        page.select("٣٬٥٠٠", 0).await;
        page.js_until(
            "the number, folded",
            "return document.querySelector('.normalized mark')?.textContent === '3,500'",
            vec![],
        )
        .await;
        let choose = "
            const pane = document.querySelector('.normalized');
            const walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
            for (let node; node = walk.nextNode();) {
                const at = node.data.indexOf('ابراهيم');
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + 7);
                getSelection().removeAllRanges(); getSelection().addRange(range);
                pane.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
                return true;
            }
            return null;";
        page.js_until("the name in the normalised text", choose, vec![]).await;
        let painted = "return [...(CSS.highlights.get('pending') || [])].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset)).join() === 'إبراهيم'";
        page.js_until("the name in the article", painted, vec![]).await;
        page
    });
}
