// All work that paints goes through here: however many events arrive, each job runs once per frame.

const jobs = new Set();
let asked = false;

/** Runs the job in the next frame; once, however often it is asked for until then. */
export function nextFrame(job) {
  jobs.add(job);
  if (!asked) {
    asked = true;
    requestAnimationFrame(run);
  }
}

function run() {
  asked = false;
  const now = [...jobs];
  jobs.clear();
  for (const job of now) {
    try {
      job();
    } catch (broken) {
      console.error(broken);
    }
  }
}

/** Calls `work` at most once per `gap` ms, and waits longer after slow answers; `work` returns a promise. */
export function throttled(work, gap) {
  let timer;
  let running = false;
  let again = false;
  let stopped = false;

  async function go() {
    timer = undefined;
    running = true;
    again = false;
    const start = performance.now();
    try {
      await work();
    } finally {
      running = false;
      const rest = Math.max(gap, 3 * (performance.now() - start));
      if (again && !stopped) {
        timer = setTimeout(go, rest);
      }
    }
  }

  function ask(atOnce = false) {
    if (stopped) {
      return;
    }
    if (running) {
      again = true;
    } else if (atOnce) {
      clearTimeout(timer);
      go();
    } else {
      timer ??= setTimeout(go, gap);
    }
  }

  ask.stop = () => {
    stopped = true;
    clearTimeout(timer);
  };
  return ask;
}
