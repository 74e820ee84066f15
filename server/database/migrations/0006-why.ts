/** "Why this number": moves of the waiting children, visits of those who look, and the answer in one statement. */
export const WHY = [
  // Every coming, going and change of order among the waiting of a cell; what caused it stands in the history under the same version.
  `create table queue_move (
    id bigint generated always as identity, cell text not null, application uuid not null,
    row_version bigint not null, was_line text, was_category int, now_line text, now_category int,
    primary key (cell, id))`,
  `create function queue_follow() returns trigger language plpgsql as $$
    declare
      was boolean := tg_op <> 'INSERT' and old.status in ('pending', 'queued', 'notified');
      is_now boolean := tg_op <> 'DELETE' and new.status in ('pending', 'queued', 'notified');
      same_cell boolean;
    begin
      if was and is_now and (old.cell, old.line, old.order_category, old.filed_at)
        = (new.cell, new.line, new.order_category, new.filed_at) then return null; end if;
      if was then
        perform queue_rank_add(old.cell, old.line, old.order_category, old.filed_at, -1);
      end if;
      if is_now then
        perform queue_rank_add(new.cell, new.line, new.order_category, new.filed_at, 1);
      end if;
      if tg_op = 'DELETE' then return null; end if;
      same_cell := tg_op = 'INSERT' or old.cell = new.cell;
      if was and not same_cell then
        insert into queue_move (cell, application, row_version, was_line, was_category)
          values (old.cell, new.uuid, new.row_version, old.line, old.order_category);
      end if;
      if is_now or (was and same_cell) then
        insert into queue_move
            (cell, application, row_version, was_line, was_category, now_line, now_category)
          values (new.cell, new.uuid, new.row_version,
            case when was and same_cell then old.line end,
            case when was and same_cell then old.order_category end,
            case when is_now then new.line end, case when is_now then new.order_category end);
      end if;
      return null;
    end $$`,
  `create trigger queue_followed_insert after insert or delete on application
    for each row execute function queue_follow()`,
  `create trigger queue_followed_update after update on application
    for each row when (old.status is distinct from new.status or old.line is distinct from new.line
      or old.order_category is distinct from new.order_category or old.filed_at is distinct from new.filed_at
      or old.group_year is distinct from new.group_year or old.district is distinct from new.district
      or old.kind is distinct from new.kind)
    execute function queue_follow()`,

  // What somebody saw when looking last, and in the session before: that is what changes are told against.
  `create table why_visit (
    person text not null, application uuid not null references application on delete cascade,
    session uuid not null, seen json not null, before json, primary key (person, application)
  ) with (fillfactor = 60)`,

  // Waiting children of a line by rank, as arrays [number, filing time in ms, status, category, whether on the same form].
  `create function queue_rows(of_cell text, of_line text, first int, last int, of_form uuid, out rows json[])
    language plpgsql stable as $$
    declare start record;
    begin
      if last < 1 or last < first then return; end if;
      select * into start from queue_at(of_cell, of_line, greatest(first, 1));
      if start.moment is null then return; end if;
      rows := array(
        select json_build_array(number, queue_millisecond(filed_at), status, order_category, submission = of_form)
        from application
        where cell = of_cell and line = of_line and status in ('pending', 'queued', 'notified')
          and (order_category, filed_at) >= (start.category, start.moment)
        order by order_category, filed_at, number_order
        offset start.skip limit last - greatest(first, 1) + 1);
    end $$`,
  // Children of the other cycled class before the rank-th of this one, if there are so many: core/domain/cell.ts \`othersBefore\`.
  `create function queue_others_before(of_line text, of_rank int, cycle text[], cycle_index int)
    returns int language plpgsql immutable as $$
    declare
      length int := cardinality(cycle);
      offsets int[] := '{}';
      turns int;
    begin
      for step in 0..length - 1 loop
        if cycle[1 + (cycle_index + step) % length] = of_line then offsets := offsets || step; end if;
      end loop;
      turns := cardinality(offsets);
      if turns = 0 then return 2147483647; end if;
      return (of_rank - 1) / turns * length + offsets[1 + (of_rank - 1) % turns] + 1 - of_rank;
    end $$`,
  /*
   * The answer, and the visit put down, for whoever may see the application: a parent, staff of its district, or everywhere
   * (districts null). No answer where there is nothing to be seen. Rows: of each line the last \`page\` who stand before.
   */
  `create function queue_why(of_application uuid, of_person text, of_session uuid, districts text[], page int,
      cycle text[], start int, at timestamptz, most int)
    returns json language plpgsql set plan_cache_mode = force_generic_plan as $$
    declare
      a record;
      index int;
      ahead int;
      sizes record;
      e int := 0;
      p int := 0;
      g int := 0;
      rows_e json[];
      rows_p json[];
      rows_g json[];
      self json;
      seen json;
      visit json;
      moves json[];
    begin
      select uuid, cell, line, order_category, filed_at, number, number_order, submission, status, parents, district
        into a from application where uuid = of_application;
      if not found or not (of_person = any(a.parents) or districts is null or a.district = any(districts)) then
        return null;
      end if;
      if a.status not in ('pending', 'queued', 'notified') then
        return json_build_object('number', a.number, 'status', a.status);
      end if;
      select * into sizes from queue_sizes(a.cell);
      index := coalesce((select cycle_index from cell where key = a.cell), start);
      ahead := queue_before(a.cell, a.line, a.order_category, a.filed_at, a.number_order);
      if a.line = 'E' then e := ahead;
      else
        e := sizes.e;
        if a.line = 'P' then
          p := ahead;
          g := least(sizes.g, queue_others_before('P', ahead + 1, cycle, index));
        else
          g := ahead;
          p := least(sizes.p, queue_others_before('G', ahead + 1, cycle, index));
        end if;
      end if;
      if p + g < page then rows_e := queue_rows(a.cell, 'E', e - page + 1 + p + g, e, a.submission); end if;
      if a.line <> 'E' then
        rows_p := queue_rows(a.cell, 'P', p - page + 1, p, a.submission);
        rows_g := queue_rows(a.cell, 'G', g - page + 1, g, a.submission);
      end if;
      self := json_build_array(a.number, queue_millisecond(a.filed_at), a.status, a.order_category, true);
      seen := json_build_object('at', queue_millisecond(at), 'cell', a.cell, 'line', a.line,
        'move', (select coalesce(max(id), 0) from queue_move where cell = a.cell),
        'counts', json_build_object('E', e, 'P', p, 'G', g), 'cycleIndex', index,
        'bounds', json_build_object(
          'E', case when a.line = 'E' then self end,
          'P', case when a.line = 'P' then self else rows_p[cardinality(rows_p)] end,
          'G', case when a.line = 'G' then self else rows_g[cardinality(rows_g)] end));
      perform set_config('synchronous_commit', 'off', true);
      insert into why_visit as v (person, application, session, seen)
        values (of_person, a.uuid, of_session, seen)
        on conflict (person, application) do update set seen = excluded.seen, session = excluded.session,
          before = case when v.session = excluded.session then v.before else v.seen end
        returning before into visit;
      if visit ->> 'cell' = a.cell then
        moves := array(
          select json_build_array(m.application, b.number, queue_millisecond(b.filed_at),
            m.was_line, m.was_category, m.now_line, m.now_category, h.events)
          from (
            select * from queue_move where cell = a.cell and id > (visit ->> 'move')::bigint
            order by id desc limit most) m
          join application b on b.uuid = m.application
          cross join lateral (
            select array(
              select json_build_array(event, queue_millisecond(history.at)) from history
              where history.application = m.application and history.row_version = m.row_version) as events) h
          order by m.id desc);
      end if;
      return json_build_object('number', a.number, 'status', a.status, 'cell', a.cell,
        'submission', a.submission, 'filedAt', queue_millisecond(a.filed_at),
        'category', a.order_category, 'line', a.line, 'rank', ahead + 1,
        'sizes', json_build_object('E', sizes.e, 'P', sizes.p, 'G', sizes.g), 'cycleIndex', index,
        'rows', json_build_object('E', coalesce(rows_e, '{}'), 'P', coalesce(rows_p, '{}'), 'G', coalesce(rows_g, '{}')),
        'seen', seen, 'visit', visit, 'moves', coalesce(moves, '{}'));
    end $$`,
];
