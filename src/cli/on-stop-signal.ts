const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs an action at the first Ctrl+C, SIGTERM, or SIGHUP of a terminal that closes; the second ends the process, as it
 * does by default. Returns a function that takes the action back.
 */
export function onStopSignal(action: () => void): () => void {
  const forget = () => {
    for (const signal of stopSignals) process.off(signal, stop);
  };
  const stop = () => {
    forget();
    action();
  };
  for (const signal of stopSignals) process.on(signal, stop);
  return forget;
}
