import { z } from 'zod';

/**
 * The page's own part of the lock-down (docs/security.md): no code is made from text, and no mark-up either. Mantine writes
 * style sheets through `innerHTML`; the only policy lets plain text through and refuses anything that could be an element.
 * Imported before everything else.
 */
z.config({ jitless: true });

type PolicyFactory = {
  readonly createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown;
};

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory;
    /** Read by the scroll lock of dialogs for the style sheet it makes. */
    __webpack_nonce__?: string;
  }
}

window.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('Mark-up from text is refused.');
    return text;
  },
});

/** The nonce that the shell put into this page, for the style sheets made at run time (CSP). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

window.__webpack_nonce__ = styleNonce();
