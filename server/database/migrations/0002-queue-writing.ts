/** What a rule of the queue has changed, in one statement: `server/queue/write.ts` says what it is given. */
export const WRITING = [
  `create function queue_events(given jsonb) returns table (
      ord int, application uuid, district text, at timestamptz, event text, actor jsonb, desk text, facts jsonb,
      notice text, audit_actor text, audit_desk uuid, audit_facts jsonb, leaf text, leaf_hash text)
    language sql stable begin atomic
      select * from jsonb_to_recordset(given) as e (
        ord int, application uuid, district text, at timestamptz, event text, actor jsonb, desk text,
        facts jsonb, notice text, audit_actor text, audit_desk uuid, audit_facts jsonb, leaf text,
        leaf_hash text);
    end`,
  `create function queue_write(given jsonb) returns jsonb language plpgsql as $$
    declare
      versions jsonb := given -> 'versions';
      of_district text;
      moved bigint;
      first_leaf bigint;
    begin
      -- The district first: everybody takes its lock before the counters of its cells.
      for of_district in
        select d from jsonb_array_elements_text(given -> 'districts') d where not versions ? d order by d
      loop
        insert into space as s (district, version) values (of_district, 1)
          on conflict (district) do update set version = s.version + 1 returning s.version into moved;
        versions := versions || jsonb_build_object(of_district, moved);
      end loop;

      if given -> 'referrals' <> '[]' then
        insert into referral
          select * from jsonb_populate_recordset(null::referral, given -> 'referrals')
          on conflict (number) do update set held_place = excluded.held_place,
            valid_until = excluded.valid_until, extended = excluded.extended, ended = excluded.ended;
      end if;

      update application a set
        status = w.status, group_year = w.group_year, child_iin = w.child_iin, parents = w.parents,
        queue_class = w.queue_class, benefit = w.benefit, benefit_claim = w.benefit_claim,
        papers_claim = w.papers_claim, category = w.category, line = w.line,
        order_category = w.order_category, place_from = w.place_from, expiries = w.expiries,
        interest_round = w.interest_round, interest_reminders = w.interest_reminders,
        lapse_mark = w.lapse_mark, offered_at = w.offered_at, choose_by = w.choose_by,
        stop_list_until = w.stop_list_until, confirm_interest_by = w.confirm_interest_by,
        referral_number = w.referral_number, referral = w.referral, deadline_at = w.deadline_at,
        deadline_kind = w.deadline_kind, row_version = (versions ->> a.district)::bigint
        from jsonb_populate_recordset(null::application, given -> 'applications') w
        where a.uuid = w.uuid;

      if given -> 'dropped' <> '[]' then
        update referral set held_place = null
          where held_place in (select jsonb_array_elements_text(given -> 'dropped'));
        delete from place where id in (select jsonb_array_elements_text(given -> 'dropped'));
      end if;
      if given -> 'places' <> '[]' then
        insert into place
          select * from jsonb_populate_recordset(null::place, given -> 'places')
          on conflict (id) do update set state = excluded.state, published = excluded.published,
            excluded = excluded.excluded, holder = excluded.holder;
      end if;
      if given -> 'cells' <> '[]' then
        update cell c set cycle_index = w.cycle_index, publications = w.publications
          from jsonb_populate_recordset(null::cell, given -> 'cells') w where c.key = w.key;
      end if;

      if given -> 'events' = '[]' then return versions; end if;
      insert into history (application, district, at, event, actor, desk, facts, row_version)
        select application, district, at, event, actor, desk, facts, (versions ->> district)::bigint
        from queue_events(given -> 'events') order by ord;
      insert into audit (at, action, actor, desk, subject, facts)
        select at, event, audit_actor, audit_desk, application, audit_facts
        from queue_events(given -> 'events') order by ord;
      with told as (
        insert into notice (application, district, kind, at, facts)
          select application, district, notice, at, facts
          from queue_events(given -> 'events') where notice is not null order by ord
          returning id, at)
      insert into notice_delivery (notice, channel, next_attempt_at)
        select id, channel, at from told cross join jsonb_array_elements_text(given -> 'channels') channel;
      update ledger_head h set size = h.size + jsonb_array_length(given -> 'events')
        returning h.size - jsonb_array_length(given -> 'events') into first_leaf;
      insert into ledger_leaf (index, hash, kind, subject, at, payload)
        select first_leaf + ord, decode(leaf_hash, 'hex'), event, application, at, leaf
        from queue_events(given -> 'events') order by ord;
      return versions;
    end $$`,
];
