// An experiment's events. The browser reconnects a broken stream by itself; where it gives up (the service restarted, or is
// busy) this starts a new one, from the last change that was heard.

import { address, experimentPath } from "./api.js";
import { ensureSession } from "./session.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

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
      if (isLost) {
        isLost = false;
        handlers.found();
      }
    };
    source.onerror = () => {
      if (stopped) {
        return;
      }
      if (!isLost) {
        isLost = true;
        handlers.lost();
      }
      if (source.readyState === EventSource.CLOSED) {
        // It may be that the session has ended, which a stream cannot say.
        timer = setTimeout(() => ensureSession().then(() => stopped || open()), wait);
        wait = Math.min(LONGEST_WAIT, 2 * wait);
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

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }

  open();
  return stop;
}
