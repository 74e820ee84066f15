import { Button } from '@mantine/core';
import { IconFileDescription } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';

/** Leads to the card of an application. */
export function CardButton(props: {
  readonly application: string;
  readonly text: string;
  /** Which card, for whoever hears it without the row around it. */
  readonly of: string;
}) {
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      leftSection={<IconFileDescription size={18} aria-hidden />}
      aria-label={`${props.text}: ${props.of}`}
      onClick={() => void navigate({ to: '/application/$uuid', params: { uuid: props.application } })}
    >
      {props.text}
    </Button>
  );
}
