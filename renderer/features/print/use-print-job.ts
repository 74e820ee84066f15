import { useEffect, useRef, useState } from 'react';
import { core } from '../../link/core.ts';
import { createPrintJob, type PrintOrder, type PrintProgress } from './print-job.ts';

/** One print job at a time, followed while the component stands. */
export type PrintJob = {
  readonly progress: PrintProgress;
  readonly start: (order: PrintOrder) => void;
  readonly cancel: () => void;
  /** The person looked at the printer: the paper came out, or it did not. */
  readonly answerDoubt: (came: boolean) => void;
  /** Back to the choice of the printer. */
  readonly reset: () => void;
};

/** A job of its own for the component; it goes on in the core when the component goes. */
export function usePrintJob(): PrintJob {
  const [progress, setProgress] = useState<PrintProgress>({ state: 'idle' });
  const printer = useRef('');
  const job = useRef<ReturnType<typeof createPrintJob> | null>(null);
  useEffect(() => {
    const created = createPrintJob(core, (next) => {
      if (next.state === 'printing' || next.state === 'printed') printer.current = next.printer;
      setProgress(next);
    });
    job.current = created;
    return () => created.close();
  }, []);
  return {
    progress,
    start: (order) => {
      printer.current = order.printer ?? '';
      void job.current?.start(order);
    },
    cancel: () => void job.current?.cancel(),
    answerDoubt: (came) =>
      setProgress(
        came
          ? { state: 'printed', printer: printer.current }
          : { state: 'failed', failure: { code: 'print-timed-out' } },
      ),
    reset: () => setProgress({ state: 'idle' }),
  };
}
