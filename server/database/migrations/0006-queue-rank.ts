import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { WHY } from './0006-why.ts';

/**
 * Ranks in a handful of rows, the same few for a thousand and for a million children; and what changed in a cell since somebody
 * last looked ("why this number").
 */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of [...REPLACED, ...RANKS, ...WHY]) await sql.raw(statement).execute(db);
}

/** The counters of migration 2: a rank added up some two hundred of their rows. */
const REPLACED = [
  'drop trigger queue_count_inserted on application',
  'drop trigger queue_count_updated on application',
  'drop function queue_count_follow(), queue_count_rebuild(), queue_count_add(text, text, int, timestamptz, int)',
  'drop function queue_before(text, text, int, timestamptz, bigint), queue_sizes(text)',
  'drop table queue_count',
  // Stable, as what it is made of: only so it is inlined instead of called.
  `create or replace function queue_millisecond(at timestamptz) returns bigint language sql stable parallel safe
    return round(date_part('epoch', at) * 1000)::bigint`,
];

/** Nodes from the root to the leaves: 64 slots each, of 2.2 years, 12 days, 4.7 h, 4.4 min and 4.1 s. */
const LEVELS = [5, 4, 3, 2, 1];

/** The children within one slot of the lowest level are counted in the index of those who wait. */
const SLOT_BITS = 12;

/** Number of the node of a level that holds a moment, and the slot in it, from 0. */
const nodeOf = (level: number) => `(moment >> ${SLOT_BITS + 6 * level})`;
const slotOf = (level: number) => `((moment >> ${SLOT_BITS + 6 * (level - 1)}) & 63)::int`;

/** What a filing time has before it within its node of a level. */
const before = (level: number) => `coalesce((select upto[${slotOf(level)}] from queue_rank
  where cell = of_cell and level = ${level} and line = of_line and category = of_category
    and node = ${nodeOf(level)}), 0)`;

const RANKS = [
  // Of each node, line and category: how many wait up to the end of the first, second … last slot.
  `create table queue_rank (
    cell text not null, level smallint not null, line text not null, category int not null,
    node bigint not null, upto int[] not null, primary key (cell, level, line, category, node)
  ) with (fillfactor = 60)`,
  `create function queue_rank_add(of_cell text, of_line text, of_category int, of_moment timestamptz, d int)
    returns void language plpgsql as $$
    declare moment bigint := queue_millisecond(of_moment);
    begin
      insert into queue_rank as q (cell, level, line, category, node, upto)
        select of_cell, v.level, of_line, of_category, v.node,
          array_fill(0, array[v.slot]) || array_fill(d, array[64 - v.slot])
        from (values ${LEVELS.map((level) => `(${level}, ${nodeOf(level)}, ${slotOf(level)})`).join(', ')})
          v (level, node, slot)
        on conflict (cell, level, line, category, node) do update
          set upto = array(select a + b from unnest(q.upto, excluded.upto) t (a, b));
    end $$`,
  // Counts anew what the triggers keep: for those who load a register in bulk.
  `create function queue_rank_rebuild() returns void language sql
    begin atomic
      delete from queue_rank;
      insert into queue_rank (cell, level, line, category, node, upto)
        select cell, level, line, category, node,
          array(select coalesce(sums[width_bucket(s, slots)], 0)::int from generate_series(0, 63) s order by s)
        from (
          select cell, level, line, category, place >> 6 as node,
            array_agg((place & 63)::int order by place) as slots, array_agg(sum order by place) as sums
          from (
            select cell, level, line, order_category as category,
              queue_millisecond(filed_at) >> (${SLOT_BITS - 6} + 6 * level) as place,
              sum(count(*)) over (
                partition by cell, level, line, order_category,
                  queue_millisecond(filed_at) >> (${SLOT_BITS} + 6 * level)
                order by queue_millisecond(filed_at) >> (${SLOT_BITS - 6} + 6 * level)) as sum
            from application cross join generate_series(1, ${LEVELS.length}) level
            where status in ('pending', 'queued', 'notified')
            group by cell, level, line, order_category, queue_millisecond(filed_at) >> (${SLOT_BITS} + 6 * level),
              queue_millisecond(filed_at) >> (${SLOT_BITS - 6} + 6 * level)) counted
          group by cell, level, line, category, place >> 6) nodes;
    end`,
  'select queue_rank_rebuild()',
  // How many waiting children of a line stand before a category, filing time and number.
  `create function queue_before(of_cell text, of_line text, of_category int, of_moment timestamptz, of_number bigint)
    returns int language plpgsql stable as $$
    declare moment bigint := queue_millisecond(of_moment);
    begin
      return ${LEVELS.map(before).join(' + ')}
        + (select coalesce(sum(upto[64]), 0) from queue_rank
          where cell = of_cell and level = ${LEVELS.length} and line = of_line and category < of_category)
        + (select count(*) from application
          where cell = of_cell and line = of_line and order_category = of_category
            and filed_at >= to_timestamp(((moment >> ${SLOT_BITS}) << ${SLOT_BITS}) / 1000.0)
            and (filed_at, number_order) < (of_moment, of_number)
            and status in ('pending', 'queued', 'notified'));
    end $$`,
  // How many wait in each line of a cell.
  `create function queue_sizes(of_cell text, out e int, out p int, out g int) language plpgsql stable as $$
    begin
      select coalesce(sum(upto[64]) filter (where line = 'E'), 0),
        coalesce(sum(upto[64]) filter (where line = 'P'), 0),
        coalesce(sum(upto[64]) filter (where line = 'G'), 0) into e, p, g
      from queue_rank where cell = of_cell and level = ${LEVELS.length};
    end $$`,
  // What the position of a waiting application is computed from; no row where it does not wait.
  `create function queue_place(of_application uuid)
    returns table (line text, before int, e int, p int, g int, cycle_index int)
    language plpgsql stable set plan_cache_mode = force_generic_plan as $$
    declare a record;
    begin
      select q.cell, q.line, q.order_category, q.filed_at, q.number_order into a from application q
        where q.uuid = of_application and q.status in ('pending', 'queued', 'notified');
      if not found then return; end if;
      select s.e, s.p, s.g into e, p, g from queue_sizes(a.cell) s;
      line := a.line;
      before := queue_before(a.cell, a.line, a.order_category, a.filed_at, a.number_order);
      select c.cycle_index into cycle_index from cell c where c.key = a.cell;
      return next;
    end $$`,
  // The other way round: a child of this rank is the skip-th after a moment in its category; null beyond the last.
  `create function queue_at(of_cell text, of_line text, of_rank int, out category int, out moment timestamptz, out skip int)
    language plpgsql stable as $$
    declare
      node_upto int[];
      place bigint;
      slot int;
      left_over int := of_rank - 1;
    begin
      for category, place, node_upto in
        select q.category, q.node, q.upto from queue_rank q
        where q.cell = of_cell and q.level = ${LEVELS.length} and q.line = of_line
        order by q.category, q.node
      loop
        exit when left_over < node_upto[64];
        left_over := left_over - node_upto[64];
        node_upto := null;
      end loop;
      if node_upto is null then return; end if;
      for depth in reverse ${LEVELS.length}..1 loop
        if depth < ${LEVELS.length} then
          select upto into strict node_upto from queue_rank q
            where q.cell = of_cell and q.level = depth and q.line = of_line
              and q.category = queue_at.category and q.node = place;
        end if;
        slot := width_bucket(left_over, node_upto);
        left_over := left_over - coalesce(node_upto[slot], 0);
        place := (place << 6) | slot;
      end loop;
      moment := to_timestamp((place << ${SLOT_BITS}) / 1000.0);
      skip := left_over;
    end $$`,
];
