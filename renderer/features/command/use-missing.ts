import { type RefObject, useEffect, useRef, useState } from 'react';

/** The first field with a fault comes into sight and takes the focus, however far up in the dialog it stands. */
export function useMissing(): readonly [fields: RefObject<HTMLDivElement | null>, show: () => void] {
  const fields = useRef<HTMLDivElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times === 0) return;
    const first = fields.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  }, [times]);
  return [fields, () => setTimes((now) => now + 1)];
}
