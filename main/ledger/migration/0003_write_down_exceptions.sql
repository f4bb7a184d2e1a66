-- Exceptions to closed periods, and periods that are being closed. What is done under an exception is written
-- down as it is done; one that the log has outlived stays over, whatever a clock says afterwards; and the rights
-- that the rules ask for in a period that is being closed hold for the ledger too.

-- The moment of the first entry of the log at or after `until`.
alter table period_exception add column over_at text;
create index period_exception_of_person on period_exception (person_id, period_id);

-- Who manages the close. A ledger without people of its own has those that it starts with (personTable.ts).
create view close_manager as
  select p.id from person p where exists (select 1 from json_each(p.rights) r where r.value = 'manage_close')
  union all select 'controller' where not exists (select 1 from person);

-- Exceptions that nobody has revoked, to periods that need one; each still ends at its `until`.
create view standing_exception as
  select e.id, e.period_id, e.person_id, e.until, p.state
  from period_exception e join period p on p.id = e.period_id
  where e.revoked_at is null and e.over_at is null and p.state <> 'Open' and p.hard_locked = 0;

create table exception_use (
  sequence integer primary key,
  exception_id text not null references period_exception (id) deferrable initially deferred,
  how text not null check (how in ('submitted', 'posted')),
  batch_id text not null,
  revision integer not null,
  line_id text not null,
  -- As the line was submitted, or the adjustment posted; the amount as it was typed or in minor units.
  number text not null,
  invoice_id text not null,
  type text not null,
  amount text not null,
  date text not null,
  at text not null,
  unique (line_id, how, revision)
) strict;
create index exception_use_of_exception on exception_use (exception_id, sequence);
create index exception_use_of_batch on exception_use (batch_id, revision);

-- What is there already, as far as moments tell.
update period_exception set over_at = (select at from audit order by sequence desc limit 1)
  where until <= (select at from audit order by sequence desc limit 1);
insert or ignore into exception_use
    (exception_id, how, batch_id, revision, line_id, number, invoice_id, type, amount, date, at)
  select e.id, 'submitted', b.id, r.revision, l.id, l.provisional_number, json_extract(l.content, '$.invoiceId'),
    json_extract(l.content, '$.type'), json_extract(l.content, '$.amount'), json_extract(l.content, '$.date'), r.submitted_at
  from period_exception e
  join period p on p.id = e.period_id
  join revision r on r.submitted_by = e.person_id and r.submitted_at >= e.granted_at
    and r.submitted_at < min(e.until, coalesce(e.revoked_at, e.until))
  join batch b on b.id = r.batch_id and b.revision = r.revision and b.state <> 'draft'
  join line l on l.batch_id = b.id and json_extract(l.content, '$.action') = 'create'
    and json_extract(l.content, '$.date') between p.start_date and p.end_date
  order by r.submitted_at, l.position;
insert or ignore into exception_use
    (exception_id, how, batch_id, revision, line_id, number, invoice_id, type, amount, date, at)
  select e.id, 'posted', b.id, b.revision, a.id, a.number, a.invoice_id, a.type, cast(a.amount_minor as text),
    a.adjustment_date, a.recorded_at
  from period_exception e
  join adjustment a on a.period_id = e.period_id and a.origin = 'local' and a.recorded_by = e.person_id
    and a.recorded_at >= e.granted_at and a.recorded_at < min(e.until, coalesce(e.revoked_at, e.until))
  join batch b on b.id = a.batch_id
  order by a.recorded_at, a.id;

create trigger exception_use_never_changes before update on exception_use
  begin select raise(abort, 'append_only: exception_use'); end;
create trigger exception_use_never_goes before delete on exception_use
  begin select raise(abort, 'append_only: exception_use'); end;

-- Of several exceptions that hold, the one that holds longest is used; the rules say the same.
create trigger submission_under_an_exception after insert on revision
  when exists (
    select 1 from standing_exception e where e.person_id = new.submitted_by and e.until > new.submitted_at)
  begin
    insert into exception_use
        (exception_id, how, batch_id, revision, line_id, number, invoice_id, type, amount, date, at)
      select (
          select e.id from standing_exception e
          where e.period_id = p.id and e.person_id = new.submitted_by and e.until > new.submitted_at
            and (p.state = 'Closed' or not exists (select 1 from close_manager m where m.id = new.submitted_by))
          order by e.until desc, e.id limit 1) as used,
        'submitted', l.batch_id, new.revision, l.id, l.provisional_number, json_extract(l.content, '$.invoiceId'),
        json_extract(l.content, '$.type'), json_extract(l.content, '$.amount'), json_extract(l.content, '$.date'),
        new.submitted_at
      from line l join period p on json_extract(l.content, '$.date') between p.start_date and p.end_date
      where l.batch_id = new.batch_id and json_extract(l.content, '$.action') = 'create'
        and p.id in (select e.period_id from standing_exception e
          where e.person_id = new.submitted_by and e.until > new.submitted_at)
        and used is not null
      order by l.position;
  end;
create trigger posting_under_an_exception after insert on adjustment
  when new.origin = 'local' and exists (
    select 1 from standing_exception e
    where e.period_id = new.period_id and e.person_id = new.recorded_by and e.until > new.recorded_at
      and (e.state = 'Closed' or not exists (select 1 from close_manager m where m.id = new.recorded_by)))
  begin
    insert into exception_use
        (exception_id, how, batch_id, revision, line_id, number, invoice_id, type, amount, date, at)
      select e.id, 'posted', coalesce(new.batch_id, ''),
        coalesce((select b.revision from batch b where b.id = new.batch_id), 0), new.id, new.number, new.invoice_id,
        new.type, cast(new.amount_minor as text), new.adjustment_date, new.recorded_at
      from standing_exception e
      where e.period_id = new.period_id and e.person_id = new.recorded_by and e.until > new.recorded_at
      order by e.until desc, e.id limit 1;
  end;

create trigger exception_ends_with_the_log after insert on audit
  when exists (select 1 from period_exception e where e.over_at is null and e.until <= new.at)
  begin update period_exception set over_at = new.at where over_at is null and until <= new.at; end;
drop trigger exception_is_only_revoked;
create trigger exception_is_only_revoked before update on period_exception
  when new.id <> old.id or new.period_id <> old.period_id or new.person_id <> old.person_id
    or new.reason <> old.reason or new.until <> old.until or new.granted_by <> old.granted_by
    or new.granted_at <> old.granted_at
    -- Once, and only while it is not over.
    or (new.revoked_at is not old.revoked_at and (old.revoked_at is not null or old.over_at is not null))
    or (new.over_at is not old.over_at and (old.over_at is not null or new.over_at is null or new.over_at < new.until))
    or (new.revoked_at is old.revoked_at and new.over_at is old.over_at)
  begin select raise(abort, 'append_only: period_exception'); end;

-- Guards of the tables that are written by the thousand raise FAIL, as in the first migration.
drop trigger posting_needs_an_open_period;
create trigger posting_needs_an_open_period before insert on adjustment
  when new.origin = 'local' and not exists (
    select 1 from period p
    where p.id = new.period_id and new.adjustment_date between p.start_date and p.end_date
      and p.hard_locked = 0
      and (p.state = 'Open'
        or (p.state = 'PendingClose' and exists (select 1 from close_manager m where m.id = new.recorded_by))
        or exists (
          select 1 from standing_exception e
          where e.period_id = p.id and e.person_id = new.recorded_by and e.until > new.recorded_at)))
  begin select raise(fail, 'period_closed'); end;
create trigger cancel_needs_the_right_to_close before insert on adjustment_event
  when new.event = 'cancelled' and new.import_id is null and exists (
    select 1 from adjustment a join period p on a.adjustment_date between p.start_date and p.end_date
    where a.id = new.adjustment_id and p.state = 'PendingClose')
    and not exists (select 1 from close_manager m where m.id = new.person_id)
    and not exists (
      select 1 from adjustment a
      join period p on a.adjustment_date between p.start_date and p.end_date
      join standing_exception e on e.period_id = p.id and e.person_id = new.person_id and e.until > new.at
      where a.id = new.adjustment_id)
  begin select raise(fail, 'period_closed'); end;
-- What has never left this ledger is deleted at once, its effects cancelled out; what has landed is not.
create trigger delete_needs_an_open_period before insert on adjustment_event
  when new.event = 'deleted' and new.import_id is null and exists (
    select 1 from adjustment a
    join adjustment_state s on s.adjustment_id = a.id
    join period p on a.adjustment_date between p.start_date and p.end_date
    where a.id = new.adjustment_id and p.state = 'Closed'
      and (a.origin = 'imported' or s.is_exported = 1 or s.create_landed_at is not null))
  begin select raise(fail, 'period_closed'); end;
create trigger journal_of_a_closed_period_comes_with_its_adjustment before insert on journal
  when exists (select 1 from period p where p.id = new.period_id and p.state = 'Closed')
    and (new.effect <> 'create' or not exists (
      select 1 from adjustment a where a.id = new.adjustment_id and a.recorded_at = new.recorded_at))
  begin select raise(fail, 'period_closed'); end;

-- Days of the calendar, in a ledger without any periods too; what a period is called and its id stay.
create trigger period_is_of_days before insert on period
  when date(new.start_date) is not new.start_date or date(new.end_date) is not new.end_date
  begin select raise(abort, 'period_days'); end;
create trigger period_ends_on_a_day before update of end_date on period
  when date(new.end_date) is not new.end_date
  begin select raise(abort, 'period_days'); end;
create trigger period_keeps_its_name before update of id, name, fiscal_year, fiscal_quarter on period
  when new.id <> old.id or new.name <> old.name or new.fiscal_year <> old.fiscal_year
    or new.fiscal_quarter <> old.fiscal_quarter
  begin select raise(abort, 'append_only: period'); end;
