import { randomUUID } from 'node:crypto';
import type { DemoPlace } from '../demo-people.ts';
import { escapeHtml } from '../page.ts';
import { directory } from './person-xml.ts';
import type { GbdflQuestion } from './request.ts';

/** `messageResult` of an answer; only `FOUND` comes with a person. */
export const RESULTS = {
  found: { code: '00000', nameRu: 'Сообщение успешно обработано', nameKz: 'Хабарлама сәтті өңделді' },
  notFound: {
    code: '00001',
    nameRu: 'Сведения по указанному ИИН не найдены',
    nameKz: 'Көрсетілген ЖСН бойынша мәліметтер табылмады',
  },
  badIin: { code: '00002', nameRu: 'Некорректный ИИН', nameKz: 'ЖСН қате' },
  consentRequested: {
    code: '00010',
    nameRu: 'Запрос согласия направлен, ответ ожидается',
    nameKz: 'Келісім сұралды, жауап күтілуде',
  },
  consentDenied: {
    code: '00011',
    nameRu: 'Гражданин отказал в доступе к персональным данным',
    nameKz: 'Азамат дербес деректерге қол жеткізуден бас тартты',
  },
  consentTimedOut: {
    code: '00012',
    nameRu: 'Истекло время ожидания согласия',
    nameKz: 'Келісімді күту уақыты өтті',
  },
} as const satisfies Record<string, DemoPlace>;
export type ResultName = keyof typeof RESULTS;

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>';
const TAIL = '</soap:Body></soap:Envelope>';

/** The time in Almaty as the ШЭП writes it, with its offset. */
function almatyTime(at: Date): string {
  return `${new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, -1)}+05:00`;
}

/** An answer of ГБД ФЛ in the envelope of the ШЭП; `person` is an element or nothing. */
export function answerXml(question: GbdflQuestion, result: ResultName, person: string, at: Date): string {
  const time = almatyTime(at);
  const persons = person === '' ? '' : `<persons>${person}</persons>`;
  return (
    `${HEAD}<ns2:SendMessageResponse xmlns:ns2="http://bip.bee.kz/SyncChannel/v10/Types"><response>` +
    `<responseInfo><messageId>${randomUUID()}</messageId><correlationId>${escapeHtml(question.messageId)}</correlationId>` +
    `<responseDate>${time}</responseDate><status><code>SCSS001</code><message>Message has been processed successfully</message></status>` +
    `<sessionId>${randomUUID()}</sessionId></responseInfo>` +
    `<responseData><data xmlns:ns3="http://message.persistence.interactive.nat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns3:Response">` +
    `<messageId>${randomUUID()}</messageId><messageDate>${time}</messageDate><senderCode>GBDFL</senderCode>` +
    `${directory('messageResult', RESULTS[result])}${persons}</data></responseData>` +
    `</response></ns2:SendMessageResponse>${TAIL}`
  );
}

/** A SOAP fault with the error of the ШЭП in its detail; `who` is at fault. */
export function faultXml(who: 'Client' | 'Server', code: string, message: string, at: Date): string {
  return (
    `${HEAD}<soap:Fault><faultcode>soap:${who}</faultcode><faultstring>${escapeHtml(message)}</faultstring><detail>` +
    `<ns2:SendMessageFault1_SendMessageFault xmlns:ns2="http://bip.bee.kz/SyncChannel/v10/Types">` +
    `<errorCode>${escapeHtml(code)}</errorCode><errorMessage>${escapeHtml(message)}</errorMessage>` +
    `<errorDate>${almatyTime(at)}</errorDate><sessionId>${randomUUID()}</sessionId>` +
    `</ns2:SendMessageFault1_SendMessageFault></detail></soap:Fault>${TAIL}`
  );
}
