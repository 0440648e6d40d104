import { paint } from './paint.ts';

/** A line on the terminal that shows how far a command is, and since when. */
export interface Progress {
  /** Shows the text of now. */
  update(): void;
  /** Clears the line. */
  stop(): void;
}

/** Shows a progress line on the standard error, where that is a terminal; otherwise nothing. */
export function showProgress(text: () => string): Progress {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const start = performance.now();
  const update = () => {
    const seconds = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`\r${paint('dim', `${text()} ${seconds} s`)}\u001b[K`);
  };
  update();
  const timer = setInterval(update, 1000);
  return {
    update,
    stop() {
      clearInterval(timer);
      process.stderr.write('\r\u001b[K');
    },
  };
}
