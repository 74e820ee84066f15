/*
 * Ranks without counting rows: of every line and category the waiting children are counted by filing time in a tree of seven
 * levels, each of whose nodes has 64 children (64 ms, 4 s, 4 min, 4.7 h, 12 days, 2.2 years, all). A rank adds up at most 63
 * nodes of each level and the children within one span of 64 ms, whatever the size of the cell.
 */
export const COUNTERS = [
  `create table queue_count (
    cell text not null, line text not null, category int not null, level smallint not null,
    bucket bigint not null, n int not null,
    primary key (cell, line, category, level, bucket)) with (fillfactor = 70)`,
  `create function queue_millisecond(at timestamptz) returns bigint language sql immutable parallel safe
    return round(extract(epoch from at) * 1000)::bigint`,
  `create function queue_count_add(of_cell text, of_line text, of_category int, of_moment timestamptz, d int)
    returns void language plpgsql as $$
    begin
      insert into queue_count as c (cell, line, category, level, bucket, n)
        select of_cell, of_line, of_category, level, queue_millisecond(of_moment) >> (6 * level), d
        from generate_series(7, 1, -1) level
        on conflict (cell, line, category, level, bucket) do update set n = c.n + excluded.n;
    end $$`,
  `create function queue_count_follow() returns trigger language plpgsql as $$
    declare
      was boolean := tg_op <> 'INSERT' and old.status in ('pending', 'queued', 'notified');
      is_now boolean := tg_op <> 'DELETE' and new.status in ('pending', 'queued', 'notified');
    begin
      if was and is_now and (old.cell, old.line, old.order_category, old.filed_at)
        = (new.cell, new.line, new.order_category, new.filed_at) then return null; end if;
      if was then
        perform queue_count_add(old.cell, old.line, old.order_category, old.filed_at, -1);
      end if;
      if is_now then
        perform queue_count_add(new.cell, new.line, new.order_category, new.filed_at, 1);
      end if;
      return null;
    end $$`,
  `create function application_line() returns trigger language plpgsql as $$
    begin
      new.line := coalesce(new.line, new.queue_class);
      return new;
    end $$`,
  `create trigger application_line before insert on application
    for each row execute function application_line()`,
  `create trigger queue_count_inserted after insert or delete on application
    for each row execute function queue_count_follow()`,
  `create trigger queue_count_updated after update on application
    for each row when (old.status is distinct from new.status or old.line is distinct from new.line
      or old.order_category is distinct from new.order_category or old.filed_at is distinct from new.filed_at
      or old.group_year is distinct from new.group_year or old.district is distinct from new.district
      or old.kind is distinct from new.kind)
    execute function queue_count_follow()`,
  // Counts anew what the triggers keep: after a change of policy, and for those who load a register in bulk.
  `create function queue_count_rebuild() returns void language sql
    begin atomic
      delete from queue_count;
      insert into queue_count (cell, line, category, level, bucket, n)
        select cell, line, order_category, level, queue_millisecond(filed_at) >> (6 * level), count(*)
        from application cross join generate_series(1, 7) level
        where status in ('pending', 'queued', 'notified')
        group by cell, line, order_category, level, queue_millisecond(filed_at) >> (6 * level);
    end`,
  `select queue_count_rebuild()`,
  // How many waiting children of a line stand before a category, filing time and number.
  `create function queue_before(of_cell text, of_line text, of_category int, of_moment timestamptz, of_number bigint)
    returns int language plpgsql stable as $$
    declare
      moment bigint := queue_millisecond(of_moment);
      span timestamptz := to_timestamp(((moment >> 6) << 6) / 1000.0);
      before int;
    begin
      select coalesce(sum(n), 0) into before from queue_count
        where cell = of_cell and line = of_line and category < of_category and level = 7;
      for step in 1..6 loop
        before := before + (select coalesce(sum(n), 0) from queue_count
          where cell = of_cell and line = of_line and category = of_category and level = step
            and bucket >= (moment >> (6 * (step + 1))) << 6 and bucket < moment >> (6 * step));
      end loop;
      return before + (select count(*) from application
        where cell = of_cell and line = of_line and order_category = of_category
          and filed_at >= span and (filed_at, number_order) < (of_moment, of_number) and status in ('pending', 'queued', 'notified'));
    end $$`,
  // How many wait in each line of a cell.
  `create function queue_sizes(of_cell text, out e int, out p int, out g int) language sql stable
    begin atomic
      select coalesce(sum(n) filter (where line = 'E'), 0), coalesce(sum(n) filter (where line = 'P'), 0),
        coalesce(sum(n) filter (where line = 'G'), 0)
      from queue_count where cell = of_cell and level = 7;
    end`,
];
