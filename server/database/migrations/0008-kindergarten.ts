import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** What an office keeps of its kindergartens beside the queue: places held back and since when, and who published and withdrew. */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table kindergarten_group
    add column enrolled_otherwise int not null default 0,
    add column held_since timestamptz(3),
    add constraint group_room check (enrolled_otherwise between 0 and capacity)`,

  // Children who came otherwise take places of the capacity too.
  `create or replace function place_within_capacity() returns trigger language plpgsql as $$
    begin
      if (select count(*) from place where group_id = new.group_id)
        > (select capacity - enrolled_otherwise from kindergarten_group where id = new.group_id)
      then
        raise exception 'The places of group % exceed its capacity', new.group_id
          using errcode = 'check_violation', constraint = 'place_within_capacity';
      end if;
      return null;
    end $$`,

  // A group never has less room than places, and stays in its cell while it has any.
  `create function group_holds_places() returns trigger language plpgsql as $$
    declare
      places int := (select count(*) from place where group_id = new.id);
    begin
      if places > new.capacity - new.enrolled_otherwise
        or (places > 0 and (old.kind, old.birth_year) is distinct from (new.kind, new.birth_year))
      then
        raise exception 'The places of group % would not fit', new.id
          using errcode = 'check_violation', constraint = 'group_holds_places';
      end if;
      return null;
    end $$`,
  `create trigger group_holds_places after update of capacity, enrolled_otherwise, kind, birth_year
    on kindergarten_group for each row execute function group_holds_places()`,

  // Since when places are held back, without a break: set when the first is, cleared when the last is published.
  `create function group_held_since() returns trigger language plpgsql as $$
    begin
      new.held_since := case
        when new.capacity - new.enrolled_otherwise > (select count(*) from place where group_id = new.id)
        then coalesce(new.held_since, now()) end;
      return new;
    end $$`,
  `create trigger group_held_since before insert or update of capacity, enrolled_otherwise, held_since
    on kindergarten_group for each row execute function group_held_since()`,
  `create function place_held_since() returns trigger language plpgsql as $$
    begin
      update kindergarten_group g set held_since = g.held_since
        where g.id = coalesce(new.group_id, old.group_id)
          and (g.held_since is null) = (g.capacity - g.enrolled_otherwise
            > (select count(*) from place where group_id = g.id));
      return null;
    end $$`,
  `create trigger place_held_since after insert or delete on place
    for each row execute function place_held_since()`,
  `update kindergarten_group set held_since = null`,

  `create table kindergarten_log (
    id bigint generated always as identity primary key, at timestamptz(3) not null,
    kindergarten text not null references kindergarten, group_id text references kindergarten_group,
    action text not null check (action ~ '^[a-z-]+$'), places int check (places > 0), reason text,
    actor text not null, actor_name text not null, desk uuid not null, facts jsonb not null)`,
  `create index kindergarten_log_of_kindergarten on kindergarten_log (kindergarten, id)`,
];
