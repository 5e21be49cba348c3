// Lets go of what was read when nobody is there any more: the next one at a kiosk must not see it.

const SIGNS = ["pointerdown", "pointermove", "wheel", "keydown"];

let waiting = null;

// Calls `forget` once nobody has touched the page for so many seconds; 0 is never.
export function whenQuiet(seconds, forget) {
  waiting?.stop();
  waiting = seconds ? new Wait(1000 * seconds, forget) : null;
}

class Wait {
  constructor(milliseconds, forget) {
    this.again = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.stop();
        forget();
      }, milliseconds);
    };
    for (const sign of SIGNS) document.addEventListener(sign, this.again, { passive: true });
    this.again();
  }

  stop() {
    clearTimeout(this.timer);
    for (const sign of SIGNS) document.removeEventListener(sign, this.again);
  }
}
