// What the page's benchmark runs in a page, ours and the peer's alike. Times in ms, of the page's own clock.
window.__probe = (() => {
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now());
    after.port2.postMessage(0);
  }));
  const rest = ms => new Promise(done => setTimeout(done, ms));
  const tasks = [];
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' });
  const worst = list => Math.round(Math.max(0, ...list));
  return {
    painted, rest,
    longest: () => worst(tasks.splice(0)),
    // From the start of an act to the end of the frame that shows it; begins where a frame has just ended. What is shown has changed when
    // the registry of highlights has: a page may put its drawing off.
    async act(run) {
      const state = () => [...CSS.highlights.values()].flatMap(h => [...h]).length + ':' + document.querySelectorAll('.r6o-annotation').length;
      await painted();
      const before = state(), start = performance.now();
      await run();
      const work = performance.now() - start;
      let shown = await painted();
      while (state() === before && shown - start < 2000) shown = await painted();
      return [work, shown - start];
    },
    // Scrolls from one end to the other, a step a frame: the longest frame and the longest task.
    async scroll(element) {
      await rest(500);
      tasks.splice(0);
      const frames = [], height = element.scrollHeight - element.clientHeight;
      const step = Math.max(120, height / 240);
      let last = performance.now(), y = 0;
      element.scrollTop = 0;
      await painted();
      last = performance.now();
      while (y < height && frames.length < 240) {
        element.scrollTop = (y += step);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
      }
      await rest(200);
      return { frames: frames.length, worst: worst(frames), median: Math.round(frames.sort((a, b) => a - b)[frames.length >> 1]), task: worst(tasks.splice(0)) };
    },
    memories: () => Math.round((window.__memories || []).reduce((n, m) => n + m.buffer.byteLength, 0) / 1e5) / 10,
  };
})();
