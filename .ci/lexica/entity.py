#!/usr/bin/env python3
"""Derives the entity lexica from the shared corpora: src/extract/entity/data/{countries,geonames,names,common}.tsv.

    .ci/lexica/entity.py SHARED

countries: i18n-iso-countries (MIT) and our own nationality adjectives; geonames: GeoNames (CC BY 4.0), Arabic names only;
names: Wikidata (CC0) and DziriNames (MIT) name words by how much of a name each is; common: wordfreq (CC BY-SA 4.0), frequent words that are no names.
"""
import json
import re
import sys
from pathlib import Path

SHARED = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/extract/entity/data"
CORPORA = SHARED / "corpora"
FOLD = str.maketrans("أإآٱىةؤئکیۀڤڨگڭݣ", "ااااي" + "هويكيهفقكغغ")


def fold(word):
    word = re.sub("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]", "", word)
    return word.translate(str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}))


def clean(word):
    return re.sub("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]", "", word).strip()


ARABIC = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+(?: [ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+)*")

freq = {}
for line in (CORPORA / "words/wordfreq_large_ar.tsv").open(encoding="utf-8"):
    word, _, cb = line.rstrip("\n").partition("\t")
    if cb.isdigit():
        freq[fold(word)] = freq.get(fold(word), 0) + 10 ** (-int(cb) / 100)

# --- nationality adjectives: the stem without feminine ending; several where news writes several.
NISBA = """AF افغاني|AL الباني|DZ جزائري|AD اندوري|AO انغولي|AR ارجنتيني|AM ارميني,ارمني|AU استرالي|AT نمساوي|AZ اذربيجاني,اذري|BH بحريني|BD بنغالي,بنغلاديشي|BY بيلاروسي,بيلاروسي|BE بلجيكي
BO بوليفي|BA بوسني|BW بوتسواني|BR برازيلي|BG بلغاري|BF بوركيني|BI بوروندي|KH كمبودي|CM كاميروني|CA كندي|CF افريقي|TD تشادي|CL تشيلي|CN صيني|CO كولومبي|CG كونغولي|CD كونغولي|CR كوستاريكي|CI ايفواري
HR كرواتي|CU كوبي|CY قبرصي|CZ تشيكي|DK دنماركي,دانماركي|DJ جيبوتي|EC اكوادوري|EG مصري|SV سلفادوري|ER اريتري|EE استوني|ET اثيوبي|FI فنلندي|FR فرنسي|GA غابوني|GM غامبي|GE جورجي|DE الماني|GH غاني|GR يوناني
GT غواتيمالي|GN غيني|HT هايتي|HN هندوراسي|HU مجري,هنغاري|IS ايسلندي|IN هندي|ID اندونيسي|IR ايراني|IQ عراقي|IE ايرلندي|IL اسرائيلي|IT ايطالي|JM جامايكي|JP ياباني|JO اردني|KZ كازاخي,كازاخستاني|KE كيني|KP كوري|KR كوري
KW كويتي|KG قرغيزي,قيرغيزي|LA لاوسي|LV لاتفي|LB لبناني|LR ليبيري|LY ليبي|LT ليتواني|LU لوكسمبورغي|MK مقدوني|MG مدغشقري|MW مالاوي|MY ماليزي|MV مالديفي|ML مالي|MT مالطي|MR موريتاني|MX مكسيكي|MD مولدوفي|MN منغولي
MA مغربي|MZ موزمبيقي|MM بورمي|NA ناميبي|NP نيبالي|NL هولندي|NZ نيوزيلندي,نيوزلندي|NI نيكاراغوي|NE نيجري|NG نيجيري|NO نرويجي|OM عماني|PK باكستاني|PS فلسطيني|PA بنمي|PY باراغواياني|PE بيروفي|PH فلبيني,فيليبيني|PL بولندي,بولوني
PT برتغالي|QA قطري|RO روماني|RU روسي|RW رواندي|SA سعودي|SN سنغالي|SL سيراليوني|SG سنغافوري|SK سلوفاكي|SI سلوفيني|SO صومالي|ZA جنوب افريقي|ES اسباني|LK سريلانكي|SD سوداني|SE سويدي|CH سويسري|SY سوري,كردي,كوردي,كردستاني,كوردستاني,شيشاني|TW تايواني|TJ طاجيكي
TZ تنزاني,تانزاني|TH تايلاندي|TG توغولي|TN تونسي|TR تركي|TM تركماني|UG اوغندي|UA اوكراني|AE اماراتي|GB بريطاني,انكليزي,انجليزي,اسكتلندي|US امريكي,اميركي,اميركاني|UY اوروغواياني|UZ اوزبكي|VE فنزويلي|VN فيتنامي|YE يمني|ZM زامبي|ZW زيمبابوي
ME مونتينيغري|RS صربي|SS جنوب سوداني|XK كوسوفي|CS سوفييتي,سوفيتي,سوفياتي"""
ALIASES = """SY سورية|TR تركية|SA المملكة العربية السعودية,العربية السعودية|AE الإمارات,دولة الإمارات,دولة الإمارات العربية المتحدة|CZ التشيك,تشيكيا|RU روسيا الاتحادية,الاتحاد الروسي|GB بريطانيا,بريطانيا العظمى|US الولايات المتحدة الأمريكية,الولايات المتحدة الأميركية,أمريكا,أميركا
KP كوريا الشمالية|KR كوريا الجنوبية|ZA جنوب إفريقيا|CF أفريقيا الوسطى,إفريقيا الوسطى|HU هنغاريا|GR اليونان|CD الكونغو الديمقراطية,الكونغو الديموقراطية|CG الكونغو,الكونغو برازافيل|BY بيلاروسيا,بيلاروس,روسيا البيضاء|MM ميانمار|IR الجمهورية الإسلامية الإيرانية|DJ جيبوتي
MK مقدونيا|NZ نيوزيلندا,نيوزلندا|PH الفيليبين|PS فلسطين المحتلة,الأراضي الفلسطينية,الأراضي الفلسطينية المحتلة|RS صربيا|TZ تنزانيا|KZ كازاخستان,كازخستان|KG قيرغيزستان,قرغيزستان|BO بوليفيا|VE فنزويلا|ET إثيوبيا,أثيوبيا|ER إريتريا,أريتريا|IE إيرلندا,أيرلندا|AT النمسا
BA البوسنة|DO الدومينيكان|TL تيمور الشرقية|LK سريلانكا,سري لانكا|MV المالديف|KM جزر القمر|AZ أذربيجان|IN الهند|EC الإكوادور,الاكوادور|TW تايوان|HK هونغ كونغ,هونج كونج|PT البرتغال|AR الأرجنتين|IS أيسلندا,إيسلندا|SO الصومال|SD السودان|SS جنوب السودان|LU لوكسمبورغ,لوكسمبورج|SG سنغافورة|MR موريتانيا,مورتانيا|MZ موزمبيق,موزامبيق|XK كوسوفو|EH"""
GEONAMES = """SY 163843 35 38|IQ 99237 33 44|LB 272103 33.83 35.83|JO 248816 31 36|SA 102358 25 45|IR 130758 32 53|TR 298795 39.06 34.91|RU 2017370 60 100|US 6252001 39.76 -98.5|GB 2635167 54.76 -2.7|FR 3017382 46 2|DE 2921044 51.5 10.5|IL 294640 31.5 34.75|PS 6254930 31.92 35.2
EG 357994 27 30|YE 69543 15.5 47.5|AE 290557 23.75 54.5|QA 289688 25.5 51.25|KW 285570 29.5 47.75|BH 290291 26.03 50.5|OM 286963 21 57|LY 2215636 28 17|TN 2464461 34 9|DZ 2589581 28 3|MA 2542007 32 -5|SD 366755 16 30|CN 1814991 35 105|IT 3175395 42.83 12.83|ES 2510769 40 -4|IN 1269750 22 79|PK 1168579 30 70|AF 1149361 33 66|UA 690791 49 32|CA 6251999 60 -96|JP 1861060 35.69 139.75|AU 2077456 -25 135|BR 3469034 -10 -55|SO 51537 6 48|ET 337996 8 38|NG 2328926 10 8"""


def table(text):
    out = {}
    for part in re.split(r"[|\n]", text):
        key, _, value = part.strip().partition(" ")
        if key and value:
            out[key] = value
    return out


def countries():
    names = json.loads((CORPORA / "places/i18n-iso-countries_ar.json").read_text(encoding="utf-8"))["countries"]
    nisba, alias, geo = table(NISBA), table(ALIASES), table(GEONAMES)
    skip = {"AQ", "BV", "IO", "TF", "HM", "GS", "UM", "SJ", "MF", "SX", "BQ", "EH", "VA"}
    lines = ["# Countries: ISO 3166 code, GeoNames id, latitude, longitude (main ones), nationality adjectives and those of peoples without a state, with the country where news has them (,), names (|).",
             "# Names: i18n-iso-countries (MIT); adjectives and further names our own; ids and centres: GeoNames (CC BY 4.0). Derived by .ci/lexica/entity.py."]
    for code in sorted(set(names) - skip | {"CS"}):
        all_names = [n for n in ([names[code]] if code in names else []) + alias.get(code, "").split(",") if n]
        all_names = [n for n in dict.fromkeys(all_names) if n != "بورما" or code == "MM"]
        lines.append("\t".join([code, *(geo.get(code, "  ").split(" ")[:3]), fold(nisba.get(code, "")), "|".join(all_names)]))
    (DATA / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def name_counts():
    out = {}
    for line in (CORPORA / "names/wikidata_name_units.tsv").open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[1] == "given":
            continue
        entry = out.setdefault(fold(cells[0]), [0, 0, 0])
        for i in range(3):
            entry[i] += int(cells[i + 1])
    return out


def egyptian():
    out = set()
    for line in (CORPORA / "names/egy_names.tsv").open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 3 and cells[2] in "cn":
            out.add(fold(cells[0]))
    return out


def names(counts):
    foreign = (Path(__file__).parent / "foreign_names.txt").read_text(encoding="utf-8").split("\n")
    extra = {fold(w) for line in foreign if not line.startswith("#") for w in line.split()}
    strong, weak = set(extra), set()
    for word, (given, surname, unknown) in counts.items():
        total = given + surname + unknown
        if not ARABIC.fullmatch(word) or " " in word or len(word) < 3:
            continue
        ratio = total / (freq.get(word, 1e-8) * 1e6 + 0.3)
        if total >= 3 and ratio >= 2:
            strong.add(word)
        elif total >= 4 and ratio >= 0.35:
            weak.add(word)
    heads = set()
    for line in (DATA / "heads.tsv").read_text(encoding="utf-8").split("\n"):
        kind, _, words = line.partition("\t")
        if kind in ("stop", "say", "prep", "tail"):
            heads |= {fold(w) for w in words.split()}
    heads -= {fold("علي")}
    short = {w for w in strong if len(w) < 3} | {"كان", "علم", "فان", "اون", "غير"}
    frequent = {w for w, f in sorted(freq.items(), key=lambda x: -x[1])[:9000]}
    joined = {w for w in strong | weak if w[0] in "وفبل" and (w[1:] in frequent or w[1:] in heads) and sum(counts.get(w, (0, 0, 0))) < 25 and w not in extra}
    short |= joined
    strong -= heads | short
    weak -= strong | heads | short
    header = "# Name words, folded: first the strong ones (hardly ever anything else), after the line `-` the weak ones (also words). Wikidata (CC0), DziriNames (MIT) and our own list of foreign names. Derived by .ci/lexica/entity.py."
    (DATA / "names.tsv").write_text("\n".join([header, *sorted(strong), "-", *sorted(weak)]) + "\n", encoding="utf-8")
    return strong, weak


def common(strong, weak, count=7000):
    words = [w for w, f in sorted(freq.items(), key=lambda x: -x[1]) if ARABIC.fullmatch(w) and " " not in w and len(w) > 1]
    kept = [w for w in words if w not in strong and w not in weak][:count]
    # A group's members by name (الحوثيين) are the organisation.
    rows = [row.split("\t") for row in (DATA / "organisations.tsv").read_text(encoding="utf-8").split("\n")]
    members = {fold(w) for row in rows if len(row) == 3 for w in row[2].split("|") if w.endswith(("ين", "ون"))}
    kept = [w for w in kept if w not in members]
    header = "# Frequent words that are not names, folded. wordfreq (CC BY-SA 4.0). Derived by .ci/lexica/entity.py."
    (DATA / "common.tsv").write_text("\n".join([header, *sorted(kept)]) + "\n", encoding="utf-8")
    return set(kept)


NEAR = set("SY IQ LB JO PS YE SA AE QA KW BH OM EG SD LY TN DZ MA MR SO DJ TR IL SS".split())


def places(counts, common_words):
    blocked = set((Path(__file__).parent / "place_stop.txt").read_text(encoding="utf-8").split("\n"))
    # Read by hand: small places whose name in a news text is nearly always a word or a person.
    also = {fold(w) for w in (Path(__file__).parent / "place_common.txt").read_text(encoding="utf-8").split()}
    rows = []
    for line in (CORPORA / "places/cities500_ar.tsv").open(encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "geonameid":
            continue
        gid, _, country, _, population, lat, lon, forms = cells[:8]
        population = int(population)
        near = country in NEAR
        wanted = near if country not in ("TR", "IL", "DZ", "TN", "MA", "MR", "EG") else population >= 8000
        wanted = wanted or population >= (150000 if country in ("IR", "AF", "PK", "UA", "RU", "FR", "DE", "GB", "US", "ES", "IT") else 250000)
        if not wanted:
            continue
        kept, seen = [], set()
        for form in forms.split("|"):
            form = clean(form)
            form = re.sub(r"^(مدينة|محافظة|ولاية|شعبية|مديرية|إمارة) ", "", form)
            key = fold(form)
            if not ARABIC.fullmatch(form) or key in seen or len(key) < 3 or key in blocked or len(key.split()) > 4:
                continue
            seen.add(key)
            kept.append(form)
        # A form without the article beside one with it, or nobody's spelling, is transliteration from Persian or Kurdish.
        keys = {fold(f) for f in kept}
        kept = [f for f in kept if not (" " not in f and "ال" + fold(f) in keys)]
        if len(kept) > 1 and any(freq.get(fold(f), 0) for f in kept if " " not in f):
            top = max(freq.get(fold(f), 0) for f in kept if " " not in f)
            kept = [f for f in kept if " " in f or freq.get(fold(f), 0) > top / 200]
        kept.sort(key=lambda f: -freq.get(fold(f), 0) if " " not in f else 0)
        out = []
        for form in kept[:4]:
            key = fold(form)
            flag = ""
            if " " not in key:
                f = freq.get(key, 0) * 1e6
                expected = 3 + (population / 40000 if near else population / 150000)
                name = sum(counts.get(key, (0, 0, 0)))
                if f > expected * 3 or (population < 100000 and f > 0.6 + population / 60000) or (key in common_words and population < 150000) or name > 2 + population / 30000 or len(key) < 4 or key in also:
                    flag = "*"
            out.append(flag + form)
        if out:
            rows.append((gid, country, population, f"{float(lat):.2f}", f"{float(lon):.2f}", "|".join(out)))
    rows.sort(key=lambda r: (r[1], -r[2]))
    header = ["# Places: GeoNames id, country, size (population as a power of two), latitude, longitude, names (|; * before one that is also a common word or a person's name).",
              "# GeoNames cities500 (CC BY 4.0), Arabic names only, chosen by country and size. Derived by .ci/lexica/entity.py."]
    lines = [f"{g}\t{c}\t{max(p, 1).bit_length()}\t{la}\t{lo}\t{n}" for g, c, p, la, lo, n in rows]
    (DATA / "geonames.tsv").write_text("\n".join(header + lines) + "\n", encoding="utf-8")
    print(len(rows), "places")


countries()
counts = name_counts()
strong, weak = names(counts)
kept = common(strong, weak)
places(counts, kept)
print(len(strong), "strong", len(weak), "weak names")
