import { Accordion, Stack } from '@mantine/core';
import { Note } from '../../components/note.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { useWords } from '../../locale/i18n.ts';

/** The manuals of the system, each with its notes in its own words. */
export function Manuals({ firstOpen }: { readonly firstOpen: boolean }) {
  const { manuals } = useWords('start');
  const [first] = manuals;
  return (
    <Accordion
      variant="separated"
      radius="lg"
      order={2}
      {...(firstOpen && first !== undefined ? { defaultValue: first.id } : {})}
    >
      {manuals.map((manual) => (
        <Accordion.Item key={manual.id} value={manual.id} bg="white">
          <Accordion.Control fz="lg" fw={700}>
            {manual.title}
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              <StepsList steps={manual.steps} />
              {manual.notes.map((note) => (
                <Note key={note} kind={manual.id === 'queue' ? 'important' : 'attention'}>
                  {note}
                </Note>
              ))}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
