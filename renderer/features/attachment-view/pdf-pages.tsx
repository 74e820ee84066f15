import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../components/loading.tsx';
import classes from './file-view.module.css';
import { type OpenPdf, openPdf, type PageLook } from './pdf-file.ts';

/** The pages of a PDF, one below the other. `onBroken` is called when it cannot be read. */
export function PdfPages(props: {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly look: PageLook;
  readonly onBroken: () => void;
}) {
  const { bytes, onBroken } = props;
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  useEffect(() => {
    let gone = false;
    let opened: OpenPdf | null = null;
    openPdf(bytes).then(
      (file) => {
        opened = file;
        if (gone) file.close();
        else setPdf(file);
      },
      () => {
        if (!gone) onBroken();
      },
    );
    return () => {
      gone = true;
      opened?.close();
    };
  }, [bytes, onBroken]);
  const { t } = useTranslation('document');
  if (pdf === null) return <Loading text={t('view.loading')} />;
  return Array.from({ length: pdf.pages }, (_, index) => index + 1).map((page) => (
    <PdfPage key={page} {...props} pdf={pdf} page={page} />
  ));
}

/** One page; it is drawn when it comes near, so that a long scan opens at once. */
function PdfPage(props: {
  readonly pdf: OpenPdf;
  readonly page: number;
  readonly name: string;
  readonly look: PageLook;
  readonly onBroken: () => void;
}) {
  const { pdf, page, look, onBroken } = props;
  const { width, rotation } = look;
  const { t } = useTranslation('document');
  const holder = useRef<HTMLElement>(null);
  const [near, setNear] = useState(page === 1);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '50%' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const element = holder.current;
    if (!near || element === null) return;
    // A fresh canvas each time: a drawing under way cannot share one with the next.
    let gone = false;
    const canvas = document.createElement('canvas');
    canvas.className = classes.canvas ?? '';
    pdf.draw(page, canvas, { width, rotation }).then(
      () => {
        if (!gone) element.querySelector('[data-canvas]')?.replaceChildren(canvas);
      },
      () => {
        if (!gone) onBroken();
      },
    );
    return () => {
      gone = true;
    };
  }, [pdf, page, near, width, rotation, onBroken]);
  return (
    <figure ref={holder} className={classes.page} style={{ width }} data-page={page}>
      <div data-canvas role="img" aria-label={t('view.pageAlt', { name: props.name, page })} />
      {pdf.pages === 1 ? null : (
        <figcaption className={classes.caption}>{t('view.page', { page, pages: pdf.pages })}</figcaption>
      )}
    </figure>
  );
}
