import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** As few letters as a reason may have (core/protocol/command-text.ts). */
const FEWEST = 3;

/** Whether a reason is long enough to be one. */
export function isReason(text: string): boolean {
  return text.trim().length >= FEWEST;
}

/** Free text that somebody of the office answers for. */
export function ReasonField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** The button was pressed: what is missing is said. */
  readonly asked: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('proposal');
  return (
    <Textarea
      label={props.label}
      description={props.hint}
      required
      autosize
      minRows={2}
      maxLength={1000}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.asked && !isReason(props.value) ? t('propose.required') : null}
    />
  );
}
