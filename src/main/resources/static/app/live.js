// An experiment's events. The browser reconnects a broken stream by itself; where it gives up (the service restarted, or has
// no place for one more stream) this asks for what has changed, and from time to time for a new stream, from the last change
// that was heard.

import { address, experimentPath, read } from "./api.js";
import { ensureSession } from "./session.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const ENDED = ["COMPLETED", "CANCELLED", "FAILED"];

/**
 * @param after change number that is known already
 * @param handlers {experiment, round, trials, end, lost, found}
 * @returns a function that stops following
 */
export function follow(id, after, handlers) {
  let cursor = after;
  let wait = FIRST_WAIT;
  let source;
  let timer;
  let stopped = false;
  let isLost = false;

  function open() {
    source = new EventSource(address(experimentPath(id, `/events?after=${cursor}`)));
    source.onopen = () => {
      wait = FIRST_WAIT;
      say(false);
    };
    source.onerror = () => {
      if (stopped) {
        return;
      }
      if (source.readyState === EventSource.CLOSED) {
        // It may be that the session has ended, which a stream cannot say.
        timer = setTimeout(
          () =>
            ensureSession()
              .then(poll)
              .then(() => stopped || open()),
          wait,
        );
        wait = Math.min(LONGEST_WAIT, 2 * wait);
      } else {
        say(true);
      }
    };
    source.addEventListener("experiment", (event) => {
      cursor = Number(event.lastEventId) || cursor;
      handlers.experiment(JSON.parse(event.data));
    });
    source.addEventListener("round", (event) => handlers.round(JSON.parse(event.data)));
    source.addEventListener("trials", (event) => handlers.trials(JSON.parse(event.data)));
    source.addEventListener("end", (event) => {
      stop();
      handlers.end(JSON.parse(event.data).reason);
    });
  }

  /** One look at what a stream would have told; rounds come with the results that the experiment's change makes the page read. */
  async function poll() {
    try {
      const [experiment, points] = await Promise.all([read(experimentPath(id)), read(experimentPath(id, `/points?after=${cursor}`))]);
      if (stopped) {
        return;
      }
      say(false);
      handlers.trials(points);
      handlers.experiment(experiment);
      cursor = points.changeNumber;
      if (ENDED.includes(experiment.state)) {
        stop();
        handlers.end(experiment.reason);
      }
    } catch (problem) {
      say(true);
    }
  }

  function say(lost) {
    if (lost !== isLost) {
      isLost = lost;
      (lost ? handlers.lost : handlers.found)();
    }
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }

  open();
  return stop;
}
