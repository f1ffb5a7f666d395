// What the page's benchmark runs in a page, ours and the peer's alike. Times in ms, of the page's own clock.
window.__probe = (() => {
  // Called in an animation frame's callback: when that frame has been painted.
  const after = () => new Promise(done => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  });
  const painted = () => new Promise(done => requestAnimationFrame(() => after().then(done)));
  // When the first frame has been painted in whose callbacks something holds: asked in each frame, as a timer that asks in between would add
  // its own wait and another frame to what the page has painted already.
  const shown = async holds => {
    do await new Promise(requestAnimationFrame); while (!holds());
    return after();
  };
  const rest = ms => new Promise(done => setTimeout(done, ms));
  const tasks = [];
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' });
  const worst = list => Math.round(Math.max(0, ...list));
  return {
    painted, rest, shown,
    longest: () => worst(tasks.splice(0)),
    // An act: the time to the end of the frame that shows it. It runs in an animation frame's callback: at any other
    // moment the browser's wait for its next frame, up to 16 ms and no work of any page, would be counted with it. What a page puts off to
    // another frame or a timer counts with the wait for it, as the person waits for it too. What is shown has changed when one of the registry's
    // highlights has another number of ranges. `idle`: nothing is expected to change.
    async act(run, idle) {
      const state = () => [...CSS.highlights].map(([name, h]) => name + h.size).join() + ':' + document.querySelectorAll('.r6o-annotation').length;
      await painted();
      const before = state();
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      run();
      let shown = await after();
      while (!idle && state() === before && shown - start < 2000) shown = await painted();
      return shown - start;
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
