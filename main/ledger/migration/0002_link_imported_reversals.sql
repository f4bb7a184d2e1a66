-- Links of imported reversals. A link, and taking one away, is an event of the imported adjustment; what it
-- reverses now is part of its state, as for one that was posted here: `adjustment_state.reverses_id` is the
-- posted row's own, else that of the last 'linked' event (verify recomputes it).

-- Of a 'linked' event: the adjustment that is reversed from now on; null where the link was taken away.
alter table adjustment_event add column original_id text
  references adjustment (id) deferrable initially deferred;
alter table adjustment_state add column reverses_id text
  references adjustment (id) deferrable initially deferred;

update adjustment_state set reverses_id = (select a.reverses_id from adjustment a where a.id = adjustment_id)
  where adjustment_id in (select id from adjustment where reverses_id is not null);

create index adjustment_state_reversing on adjustment_state (reverses_id, adjustment_id)
  where reverses_id is not null;

create trigger link_stands_beside_its_event before update of reverses_id on adjustment_state
  when new.reverses_id is not coalesce(
    (select a.reverses_id from adjustment a where a.id = new.adjustment_id),
    (select e.original_id from adjustment_event e where e.adjustment_id = new.adjustment_id and e.event = 'linked'
      order by e.sequence desc limit 1))
  begin select raise(abort, 'append_only: adjustment_state'); end;

-- Guards of events raise FAIL, as in the first migration.
create trigger link_is_a_linked_event before insert on adjustment_event
  when new.original_id is not null and new.event <> 'linked'
  begin select raise(fail, 'link_of_another_event'); end;
create trigger link_only_what_was_imported before insert on adjustment_event
  when new.original_id is not null and not exists (
    select 1 from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.id = new.adjustment_id and a.origin = 'imported' and a.amount_minor > 0
      and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0 and s.reverses_id is null)
  begin select raise(fail, 'link_not_imported'); end;
create trigger link_mirrors_its_original before insert on adjustment_event
  when new.original_id is not null and not exists (
    select 1 from adjustment r
    join adjustment o on o.id = new.original_id
    join adjustment_state s on s.adjustment_id = o.id
    where r.id = new.adjustment_id and o.type <> r.type and o.kind = r.kind and o.invoice_id = r.invoice_id
      and o.source_type = r.source_type and o.source_id = r.source_id and o.adjustment_date <= r.adjustment_date
      and s.reverses_id is null and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0)
  begin select raise(fail, 'reversal_of_another'); end;
-- A reversal is reversed by nothing, and no batch waits to do so. A canceled one may stand again.
create trigger link_not_of_what_is_reversed before insert on adjustment_event
  when new.original_id is not null and exists (
    select 1 from adjustment_state s
    where s.reverses_id = new.adjustment_id and s.is_refused = 0 and s.is_deleted = 0)
  begin select raise(fail, 'reversal_of_reversal'); end;
create trigger link_not_of_what_is_claimed before insert on adjustment_event
  when new.original_id is not null and exists (
    select 1 from claim c where c.adjustment_id = new.adjustment_id)
  begin select raise(fail, 'claim_taken'); end;
create trigger link_within_remainder before insert on adjustment_event
  when new.original_id is not null and (
    select o.amount_minor - r.amount_minor
      - coalesce((select sum(x.amount_minor) from adjustment_state s join adjustment x on x.id = s.adjustment_id
          where s.reverses_id = o.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
      - coalesce((select sum(case c.kind when 'reverse' then c.amount_minor else o.amount_minor end)
          from claim c where c.adjustment_id = o.id), 0)
    from adjustment o join adjustment r on r.id = new.adjustment_id where o.id = new.original_id) < 0
  begin select raise(fail, 'reversal_exceeds_remainder'); end;
create trigger unlink_only_what_is_linked before insert on adjustment_event
  when new.event = 'linked' and new.original_id is null and not exists (
    select 1 from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.id = new.adjustment_id and a.reverses_id is null and s.reverses_id is not null)
  begin select raise(fail, 'link_missing'); end;

-- The guards of reversals that are posted or wait count links as they count posted ones.
drop trigger reversal_within_remainder;
create trigger reversal_within_remainder before insert on adjustment
  when new.reverses_id is not null and new.origin = 'local' and (
    select a.amount_minor - new.amount_minor
      - coalesce((select sum(r.amount_minor) from adjustment_state s join adjustment r on r.id = s.adjustment_id
          where s.reverses_id = a.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
    from adjustment a where a.id = new.reverses_id) < 0
  begin select raise(fail, 'reversal_exceeds_remainder'); end;
drop trigger reversal_mirrors_its_original;
create trigger reversal_mirrors_its_original before insert on adjustment
  when new.reverses_id is not null and new.origin = 'local' and not exists (
    select 1 from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.id = new.reverses_id and s.reverses_id is null and a.type <> new.type and s.status = 'Processed'
      and a.kind = new.kind and a.invoice_id = new.invoice_id and a.source_type = new.source_type
      and a.source_id = new.source_id)
  begin select raise(fail, 'reversal_of_another'); end;
drop trigger claim_within_remainder;
create trigger claim_within_remainder before insert on claim
  when (
    select case when new.kind = 'reverse' then
      a.amount_minor - new.amount_minor
      - coalesce((select sum(r.amount_minor) from adjustment_state s join adjustment r on r.id = s.adjustment_id
          where s.reverses_id = a.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
      - coalesce((select sum(case c.kind when 'reverse' then c.amount_minor else a.amount_minor end)
          from claim c where c.adjustment_id = a.id and c.batch_id <> new.batch_id), 0)
    else
      -(select count(*) from claim c where c.adjustment_id = a.id and c.batch_id <> new.batch_id)
    end
    from adjustment a where a.id = new.adjustment_id) < 0
  begin select raise(abort, 'claim_taken'); end;
