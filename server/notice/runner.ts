import { SECOND } from '../../core/domain/instant.ts';
import { errorForLog } from '../log.ts';
import { followSent, type Round, type Sending, sendDue } from './send.ts';

/** Rest between two looks at what is due: a look at an empty index costs nothing. */
const REST_MS = 5 * SECOND;

type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
};

/**
 * Sends notices for as long as the server runs. Each channel goes its own way, so that a mail server that does not answer keeps
 * no SMS waiting. `stop` waits for the messages under way.
 */
export function startNotices(sending: Sending, log: Log): { stop(): Promise<void> } {
  const ways = [
    again('sms', log, (stopped) => sendDue(sending, 'sms', stopped)),
    again('email', log, (stopped) => sendDue(sending, 'email', stopped)),
    again('delivery', log, (stopped) => followSent(sending, stopped)),
  ];
  return {
    async stop() {
      await Promise.all(ways.map((way) => way.stop()));
    },
  };
}

function again(way: string, log: Log, work: (stopped: () => boolean) => Promise<Round>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    try {
      const { broken, ...counts } = await work(() => stopped);
      if (counts.sent + counts.reached + counts.failed > 0) log.info({ way, ...counts }, 'notices');
      else if (counts.waits > 0 && way !== 'delivery')
        log.warn({ way, ...counts }, 'a gateway takes no notices');
      for (const { notice, error } of broken)
        log.warn({ notice, error: errorForLog(error) }, 'a notice could not be written');
    } catch (error) {
      log.warn({ way, error: errorForLog(error) }, 'notices could not be sent');
    }
    if (stopped) return;
    timer = setTimeout(() => {
      at = look();
    }, REST_MS);
    timer.unref();
  };
  let at = look();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await at;
    },
  };
}
