/** Text for HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.45 system-ui, "Noto Sans", sans-serif; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p.note { margin: 0 0 1rem; opacity: .75; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .6rem; vertical-align: top; border-bottom: 1px solid #8884; }
form, fieldset { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem 1.25rem; border: 0; padding: 0; margin: 0; }
h2 { grid-column: 1 / -1; } .wide { grid-column: 1 / -1; }
label { display: grid; gap: .2rem; font-size: .9rem; min-width: 0; align-content: end; } label.check { display: flex; align-items: center; gap: .5rem; }
select, input[type=text], input[type=number] { box-sizing: border-box; width: 100%; min-width: 0; font: inherit; padding: .35rem .5rem; border: 1px solid #8888; border-radius: .35rem; background: Field; color: FieldText; }
button { font: inherit; padding: .45rem 1rem; border: 1px solid #2563eb; border-radius: .35rem; background: #2563eb; color: #fff; cursor: pointer; }
button.plain { background: none; color: inherit; border-color: #8888; } button:focus-visible, select:focus-visible, input:focus-visible { outline: 3px solid #93c5fd; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8881; padding: .75rem; border-radius: .35rem; max-height: 18rem; overflow: auto; }
.waiting { border: 2px solid #d97706; border-radius: .5rem; padding: 1rem; margin: 1rem 0; } .row { display: flex; gap: .75rem; flex-wrap: wrap; align-items: center; }
`;

/** A whole page of a simulator; `refresh` reloads it every two seconds. Titles say that it is no part of Kezek. */
export function page(title: string, body: string, options: { readonly refresh?: boolean } = {}): string {
  const refresh = options.refresh === true ? '<meta http-equiv="refresh" content="2">' : '';
  return `<!doctype html><html lang="kk"><head><meta charset="utf-8">${refresh}<title>${escapeHtml(title)} — демо</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1><p class="note">Демо-стенд: өнімнің бөлігі емес · Демонстрационный стенд, не часть продукта · A stand-in, not part of the product</p>${body}</body></html>`;
}
