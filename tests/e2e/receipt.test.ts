import { demoPerson } from '../simulators/demo-people.ts';
import { expectAccessible } from './accessible.ts';
import { fillApplicant, next, startOver, word } from './journey.ts';
import { expect, test } from './stage.ts';

const L = 'kk';
const said = (key: string, values = {}) => word(L, 'receipt', key, values);

test('the operator gives a receipt of what a parent brought, and of what is missing', async ({ desk }) => {
  const { page, pictures } = desk;
  await startOver(page, L);
  const { iin, phone } = demoPerson('qiyalova-mother');
  await fillApplicant(page, L, { iin, phone: phone?.slice(2) ?? '', email: 'ata-ana@example.kz' });
  await next(page, L);
  await page.getByRole('button', { name: said('action') }).click();
  const dialog = page.getByRole('dialog');
  const show = dialog.getByRole('button', { name: word(L, 'document', 'show') });
  await show.click();
  await expect(dialog.getByText(said('empty'))).toBeVisible();
  await dialog.getByRole('button', { name: said('handed.add') }).click();
  await dialog.getByRole('textbox', { name: said('handed.name') }).fill('Туу туралы куәлік');
  await dialog.getByRole('button', { name: said('missing.add') }).click();
  await dialog.getByRole('textbox', { name: said('missing.row', { number: 1 }) }).fill('Мекенжай анықтамасы');
  await expect(dialog.getByText(said('outcome.refused'))).toBeVisible();
  await expectAccessible(page);
  await pictures('receipt');
  await show.click();
  await expect(page.locator('canvas').first()).toBeVisible();
  // Esc closes what lies above, and what was typed stands.
  await page.keyboard.press('Escape');
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(dialog.getByRole('textbox', { name: said('handed.name') })).toHaveValue('Туу туралы куәлік');
  await dialog
    .getByRole('button', { name: word(L, 'common', 'action.close') })
    .last()
    .click();
});
