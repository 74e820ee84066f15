import { Button, Group, Stack } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LINKS, type LinkName } from '../../links.ts';
import { focusField } from './field.tsx';
import { useForm } from './form-context.tsx';
import { FaultSummary, FormFrame } from './form-frame.tsx';

/** A step that is filled in: «Келесі» goes on, or to the first field with a fault. */
export function StepForm(props: {
  readonly step: 'applicant' | 'child';
  readonly next: LinkName;
  /** The button that leads out of the step. */
  readonly back: ReactNode;
  readonly children: ReactNode;
}) {
  const { step } = props;
  const { t } = useTranslation();
  const form = useForm();
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [fault] = form.attempt(step);
    if (fault === undefined) void navigate({ to: LINKS[props.next] });
    else focusField(fault.field);
  };
  return (
    <FormFrame step={step}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {props.children}
          <FaultSummary step={step} />
          <Group justify="space-between">
            {props.back}
            <Button
              type="submit"
              size="lg"
              loading={form.searching}
              rightSection={<IconArrowRight size={20} aria-hidden />}
            >
              {t('action.next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormFrame>
  );
}
