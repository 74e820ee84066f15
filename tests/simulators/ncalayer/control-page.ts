import { KEY_KINDS, KEY_STATES } from '../demo-ca/index.ts';
import { demoAdults } from '../demo-people.ts';
import { escapeHtml, page } from '../page.ts';
import { ERROR_MESSAGES, type NcaLayerBehaviour, STORAGES } from './behaviour.ts';
import type { OpenDialog } from './dialog.ts';

/** Kazakh / Russian / English, as the page shows them; it is no part of the product and has its words here. */
const WORDS: Readonly<Record<string, string>> = {
  gost: 'ГОСТ 34.10-2015',
  'rsa-sign': 'RSA — қол қою / подпись / sign',
  'rsa-auth': 'RSA — кіру (AUTH_RSA) / вход / sign-in',
  valid: 'жарамды / действителен / valid',
  expired: 'мерзімі өткен / истёк / expired',
  'not-yet-valid': 'әлі күшіне енбеген / ещё не действует / not yet valid',
  revoked: 'қайтарылған / отозван / revoked',
  stranger: 'бөтен КО (FCALayer) / чужой УЦ / stranger’s CA',
  auto: 'өздігінен / автоматически / automatic',
  click: 'батырманы күту / ждать кнопки / wait for a click',
  sign: 'қол қою / подписать / sign',
  cancel: 'бас тарту / отмена / cancel',
  error: 'қате коды / код ошибки / error code',
  'wrong-password': 'қате құпиясөз / неверный пароль / wrong password',
  'token-absent': 'токен жоқ / токена нет / token absent',
  close: 'байланысты жабу / закрыть / close',
  abort: 'байланысты үзу / оборвать / cut',
  garbage: 'JSON емес / мусор / garbage frame',
  'unknown-shape': 'белгісіз JSON / чужой JSON / unknown shape',
  silence: 'жауап бермеу / молчать / never answer',
  normal: 'әдеттегі / обычно / normal',
  missing: 'жоқ / нет / missing',
  late: 'кешігеді / с опозданием / late',
  all: 'бәрі / все / all',
  'too-old': 'ескі (basics жоқ) / старый / too old',
  nothing: 'ешқайсысы / никаких / none',
  trusted: 'сенімді / доверенный / trusted',
  untrusted: 'сенімсіз / недоверенный / untrusted',
  'other-host': 'басқа хост / другой хост / other host',
  'asked-for': 'сұралған ЖСН иесі / чей ИИН запрошен / whose IIN is asked for',
  chosen: 'таңдалған адам / выбранный / the chosen one',
  none: 'жоқ / нет / none',
  'other-content': 'басқа мазмұн / другое содержимое / other content',
  'broken-signature': 'бұзылған қолтаңба / битая подпись / broken signature',
  'broken-digest': 'бұзылған хеш / битый хеш / broken digest',
  'other-certificate': 'басқа сертификат / чужой сертификат / other certificate',
  'no-signature': 'қолтаңбасыз / без подписи / unsigned',
};

function options(values: readonly string[], chosen: string): string {
  return values
    .map(
      (value) =>
        `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(WORDS[value] ?? value)}</option>`,
    )
    .join('');
}

function select(label: string, name: string, values: readonly string[], chosen: string): string {
  return `<label>${escapeHtml(label)}<select name="${name}">${options(values, chosen)}</select></label>`;
}

function check(label: string, name: string, on: boolean): string {
  return `<label class="check"><input type="checkbox" name="${name}"${on ? ' checked' : ''}> ${escapeHtml(label)}</label>`;
}

function people(chosen: string): string {
  const rows = demoAdults.map((person) => {
    const text = `${person.surname} ${person.name} · ${person.iin}${person.note === '' ? '' : ` · ${person.note}`}`;
    return `<option value="${person.key}"${person.key === chosen ? ' selected' : ''}>${escapeHtml(text)}</option>`;
  });
  return `<label class="wide">Кім / Кто / Who<select name="key.person">${rows.join('')}</select></label>`;
}

function openDialog(dialog: OpenDialog | null): string {
  if (dialog === null) {
    return '<div id="dialog"></div>';
  }
  return `<div id="dialog" class="waiting" data-id="${dialog.id}"><h2>Қол қою сұралды / Запрошена подпись / Signature requested</h2>
<p>${escapeHtml(dialog.module)} · ${escapeHtml(dialog.method)} · ${escapeHtml(dialog.usages.join(', '))}</p>
<pre>${escapeHtml(dialog.content.slice(0, 4000))}</pre>
<div class="row"><button type="button" data-decision="sign">Қол қою / Подписать / Sign</button><button type="button" class="plain" data-decision="cancel">Бас тарту / Отмена / Cancel</button></div></div>`;
}

const SCRIPT = `
const form = document.querySelector('form');
const said = document.querySelector('#said');
const value = (field) => field.type === 'checkbox' ? field.checked : field.type === 'number' ? Number(field.value) : field.value;
form.addEventListener('change', async () => {
  const patch = { key: {}, error: {}, tokens: [] };
  for (const field of form.elements) {
    if (!field.name) continue;
    const [head, tail] = field.name.split('.');
    if (head === 'tokens') { if (field.checked) patch.tokens.push(tail); }
    else if (tail) patch[head][tail] = value(field);
    else patch[head] = value(field);
  }
  const answer = await fetch('/behaviour', { method: 'POST', body: JSON.stringify(patch) });
  said.textContent = answer.ok ? 'Сақталды / Сохранено / Saved' : await answer.text();
});
document.querySelector('#reset').addEventListener('click', async () => { await fetch('/behaviour', { method: 'DELETE' }); location.reload(); });
document.addEventListener('click', async (event) => {
  const decision = event.target.dataset?.decision;
  if (!decision) return;
  await fetch('/dialog', { method: 'POST', body: JSON.stringify({ id: document.querySelector('#dialog').dataset.id, decision }) });
  location.reload();
});
setInterval(async () => {
  const open = await (await fetch('/dialog')).json();
  if ((open?.id ?? '') !== (document.querySelector('#dialog').dataset.id ?? '')) location.reload();
}, 1000);
`;

/** The control page: what changes takes effect at once. */
export function controlPage(now: NcaLayerBehaviour, dialog: OpenDialog | null): string {
  const tokens = STORAGES.filter((name) => name !== 'PKCS12' && name !== 'JKS').map((name) =>
    check(name, `tokens.${name}`, now.tokens.includes(name)),
  );
  const body = `${openDialog(dialog)}
<form><h2>Кілт / Ключ / Key</h2>
${people(now.key.person)}
${select('Терезеде кім / Кто у окна / Who is at the dialog', 'whoComes', ['asked-for', 'chosen'], now.whoComes)}
${select('Түрі / Вид / Kind', 'key.kind', KEY_KINDS, now.key.kind)}
${select('Жарамдылығы / Состояние / State', 'key.state', KEY_STATES, now.key.state)}
${check('Ұйымның кілті / Ключ организации / Organisation’s key', 'key.organisation', now.key.organisation)}
<h2>Терезе / Окно / Dialog</h2>
${select('Растау / Подтверждение / Approval', 'approval', ['auto', 'click'], now.approval)}
${select('Нәтиже / Исход / Outcome', 'answer', ['sign', 'cancel', 'error', 'wrong-password', 'token-absent', 'close', 'abort', 'garbage', 'unknown-shape', 'silence'], now.answer)}
<label>Кідіріс, мс / Задержка / Delay<input type="number" name="delay" min="0" max="600000" value="${now.delay}"></label>
${select('Бас тарту түрі / Вид отмены / Shape of cancel', 'cancelShape', ['own', 'user-canceled', 'action-canceled', 'bare-500', 'no-body', 'null-result', 'empty-string', 'empty-array'], now.cancelShape)}
${select('Қате коды / Код ошибки / Error code', 'error.code', [...ERROR_MESSAGES.keys()], now.error.code)}
<label>Қате мәтіні / Текст ошибки / Message<input type="text" name="error.message" value="${escapeHtml(now.error.message)}"></label>
<label>Толығырақ / Подробности / Details<input type="text" name="error.details" value="${escapeHtml(now.error.details)}"></label>
<h2>Бағдарлама / Программа / Program</h2>
${check('Іске қосылған / Запущен / Running', 'running', now.running)}
<label>Нұсқасы / Версия / Version<input type="text" name="version" value="${escapeHtml(now.version)}"></label>
${select('Сәлемдесу / Приветствие / Greeting', 'greeting', ['normal', 'missing', 'late', 'garbage'], now.greeting)}
${select('Модульдер / Модули / Modules', 'modules', ['all', 'too-old', 'nothing'], now.modules)}
${select('Өнім / Продукт / Product', 'product', ['ncalayer', 'kaztoken'], now.product)}
${select('TLS', 'tls', ['trusted', 'untrusted', 'expired', 'other-host'], now.tls)}
${select('Нәтиже пішімі / Форма ответа / Shape', 'shape', ['auto', 'string', 'array', 'object'], now.shape)}
${select('XML', 'xmlLayout', ['auto', 'lf', 'crlf', 'entity', 'compact'], now.xmlLayout)}
${select('Жалғандық / Подделка / Forgery', 'forgery', ['none', 'other-content', 'broken-signature', 'broken-digest', 'other-certificate', 'no-signature'], now.forgery)}
${check('Сүзгіні сақтау / Соблюдать фильтр / Obeys the filter', 'obeysFilter', now.obeysFilter)}
${check('Артық кадрлар / Лишние кадры / Noise', 'noise', now.noise)}
<h2>Токендер / Токены / Tokens</h2>${tokens.join('')}</form>
<p class="row"><button id="reset" class="plain">Бастапқы күй / Сброс / Reset</button> <span id="said" role="status"></span></p><script>${SCRIPT}</script>`;
  return page('NCALayer', body);
}
