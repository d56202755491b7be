// All work that paints goes through here: however many events arrive, each job runs once per frame, and jobs that together take
// too long for one frame are spread over several, so that the page answers to its reader in between.

const BUDGET = 20;

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
  const start = performance.now();
  for (const job of [...jobs]) {
    if (performance.now() - start > BUDGET) {
      asked = true;
      requestAnimationFrame(run);
      return;
    }
    jobs.delete(job);
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
