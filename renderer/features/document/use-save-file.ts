import { useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import type { FileTarget } from '../print/print-target.ts';
import { saveFile } from './file-download.ts';
import { readFileOf } from './file-source.ts';

/** Saving one file: under way, handed over under that name, or failed. */
export type SavingFile = {
  readonly busy: boolean;
  readonly saved: string | null;
  readonly failure: Failure | null;
  readonly save: () => void;
};

/** Saves a paper in this language, or a scan, under a name that says what it is. */
export function useSaveFile(target: FileTarget, locale: DocumentLocale): SavingFile {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    setBusy(true);
    setSaved(null);
    setFailure(null);
    const file = await readFileOf(target, locale);
    setBusy(false);
    if (!file.ok) return setFailure(file.error);
    saveFile(file.value);
    setSaved(file.value.fileName);
  };
  return { busy, saved, failure, save: () => void save() };
}
