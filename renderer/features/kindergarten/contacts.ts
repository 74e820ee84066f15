/** Contacts as typed: nothing but «+7» is no phone; `wrong` unless +7 and ten digits. */
export function contactsOf(
  phone: string,
  director: string,
): { readonly phone: string | null; readonly director: string | null } | 'wrong' {
  const bare = phone.replace(/[^+\d]/g, '');
  const none = bare === '' || bare === '+7';
  if (!none && !/^\+7\d{10}$/.test(bare)) return 'wrong';
  return { phone: none ? null : bare, director: director.trim() === '' ? null : director.trim() };
}
