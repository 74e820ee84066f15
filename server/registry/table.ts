import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** Which person of an application. */
export type PersonOfForm = 'applicant' | 'child';
/** What ГБД ФЛ said of somebody entered by hand; `ended`: the application ended before it answered. */
export type Finding = 'confirmed' | 'differs' | 'not-found' | 'deceased' | 'ended';

/** Somebody entered by hand, of whom ГБД ФЛ is asked until it answers. */
export type RegistryCheckTable = {
  application: string;
  person: PersonOfForm;
  next_at: Moment;
  tries: Generated<number>;
  finding: Finding | null;
  found_at: OptionalMoment;
};

export type RegistryTables = { registry_check: RegistryCheckTable };
