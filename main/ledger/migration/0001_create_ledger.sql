-- The ledger as it was first released. Money is INTEGER minor units of the currency beside it; days are
-- TEXT YYYY-MM-DD; moments are TEXT in UTC; ids are TEXT (ULIDs for our own, the billing system's for facts).

create table ledger (
  one integer primary key check (one = 1),
  id text not null,
  kind text not null check (kind in ('live', 'sandbox')),
  name text not null,
  code text not null check (length(code) = 4),
  created_at text not null,
  last_number integer not null default 0,
  fact_version integer not null default 0
) strict;

create table setting (name text primary key, value text not null) strict, without rowid;

create table person (
  id text primary key,
  name text not null,
  rights text not null
) strict, without rowid;

-- Facts: imported, replaced only by newer ones; what was replaced stays in fact_history. ---------------

create table import (
  id text primary key,
  as_of text not null,
  committed_at text not null,
  person_id text not null,
  files text not null,
  counts text not null
) strict;

create table fact_history (
  sequence integer primary key,
  kind text not null,
  fact_id text not null,
  as_of text not null,
  import_id text not null,
  replaced_at text not null,
  replaced_by_import_id text not null,
  content text not null
) strict;
create index fact_history_of_fact on fact_history (kind, fact_id);

create table account (
  id text primary key,
  number text not null,
  name text not null,
  currency text not null,
  status text not null,
  is_placeholder integer not null check (is_placeholder in (0, 1)),
  extra text not null default '{}',
  as_of text not null,
  import_id text not null
) strict;
create index account_by_number on account (number, id);
create index account_by_name on account (name, id);

create table invoice (
  id text primary key,
  number text not null unique,
  account_id text not null references account (id),
  status text not null,
  currency text not null check (length(currency) = 3),
  invoice_date text not null,
  due_date text not null,
  amount_minor integer not null,
  tax_minor integer not null,
  balance_minor integer not null,
  paid_minor integer not null,
  refunded_minor integer not null,
  adjusted_minor integer,
  -- Since when all adjustments of this invoice have been imported; null: open amounts are not proven.
  history_as_of text,
  extra text not null default '{}',
  as_of text not null,
  import_id text not null,
  -- Derived (verify recomputes them): impacts that the imported balance does not contain, the balance
  -- with them, and the impacts of all Processed adjustments.
  pending_minor integer not null default 0,
  current_balance_minor integer not null,
  adjustment_impact_minor integer not null default 0,
  adjustment_count integer not null default 0
) strict;
create index invoice_by_account on invoice (account_id, id);
create index invoice_by_date on invoice (invoice_date, id);
create index invoice_by_due_date on invoice (due_date, id);
create index invoice_by_amount on invoice (amount_minor, id);
create index invoice_by_balance on invoice (current_balance_minor, id);

create table item (
  id text primary key,
  invoice_id text not null references invoice (id),
  name text not null,
  processing_type text not null,
  applied_to_item_id text not null,
  charge_date text not null,
  service_start text not null,
  service_end text not null,
  amount_minor integer not null,
  -- As the file had it, where it has more decimals than the currency; else empty.
  amount_exact text not null,
  tax_minor integer not null,
  quantity text not null,
  unit_price text not null,
  uom text not null,
  sku text not null,
  subscription_id text not null,
  accounting_code text not null,
  deferred_revenue_account text not null,
  recognized_revenue_account text not null,
  receivables_code text not null,
  extra text not null default '{}',
  as_of text not null,
  import_id text not null
) strict;
create index item_of_invoice on item (invoice_id, id);

create table tax_line (
  id text primary key,
  item_id text not null references item (id),
  invoice_id text not null references invoice (id),
  name text not null,
  amount_minor integer not null,
  amount_exact text not null,
  rate text not null,
  tax_code text not null,
  jurisdiction text not null,
  accounting_code text not null,
  receivables_code text not null,
  extra text not null default '{}',
  as_of text not null,
  import_id text not null
) strict;
create index tax_line_of_invoice on tax_line (invoice_id, item_id, id);

create table accounting_code (
  name text primary key,
  type text not null,
  active integer not null check (active in (0, 1)),
  as_of text not null,
  import_id text not null
) strict;

create table reason_code (
  name text primary key,
  active integer not null check (active in (0, 1)),
  is_default integer not null check (is_default in (0, 1)),
  reversal_date_rule text not null check (reversal_date_rule in ('original_or_first_open', 'today')),
  accounting_code text not null,
  as_of text not null,
  import_id text not null
) strict;

create table period (
  id text primary key,
  name text not null unique,
  start_date text not null unique,
  end_date text not null unique check (end_date >= start_date),
  fiscal_year text not null,
  fiscal_quarter text not null,
  state text not null check (state in ('Open', 'PendingClose', 'Closed')),
  hard_locked integer not null check (hard_locked in (0, 1)),
  check (hard_locked = 0 or state = 'Closed')
) strict;

create table period_exception (
  id text primary key,
  period_id text not null references period (id),
  person_id text not null,
  reason text not null,
  until text not null,
  granted_by text not null,
  granted_at text not null,
  revoked_at text
) strict;

-- Batches: a draft changes; every submit freezes a revision. -------------------------------------------

create table batch (
  id text primary key,
  name text not null,
  birth_ledger_id text not null,
  state text not null check (state in ('draft', 'submitted', 'approved', 'exported', 'landed')),
  revision integer not null default 0,
  edit_number integer not null default 0,
  content_hash text not null default '',
  preparer_id text not null,
  created_at text not null,
  changed_at text not null,
  -- The draft edit up to which undo has gone back: undo works back to the last submit.
  undo_floor integer not null default 0
) strict;
create index batch_by_change on batch (changed_at, id);
create index batch_by_name on batch (name, id);

create table line (
  id text primary key,
  batch_id text not null references batch (id) deferrable initially deferred,
  position integer not null,
  invoice_id text not null,
  source_id text not null,
  adjustment_id text not null,
  provisional_number text not null default '',
  -- LineContent as JSON.
  content text not null
) strict;
create unique index line_of_batch on line (batch_id, position);
create index line_of_invoice on line (batch_id, invoice_id);

-- What a line in a batch that is not posted yet holds of an adjustment: a remainder, or all of it.
create table claim (
  line_id text primary key references line (id) on delete cascade,
  batch_id text not null,
  adjustment_id text not null,
  kind text not null check (kind in ('reverse', 'cancel', 'delete')),
  amount_minor integer not null
) strict;
create index claim_of_adjustment on claim (adjustment_id);

-- A reversal that is being planned: what the wizard keeps between its steps and over a restart.
create table reversal_plan (
  id text primary key,
  edit_number integer not null default 0,
  -- PlanContent as JSON.
  content text not null,
  -- The batch that its lines went to; null while it is being planned.
  batch_id text,
  person_id text not null,
  person_name text not null,
  created_at text not null,
  changed_at text not null
) strict;
create index reversal_plan_open on reversal_plan (changed_at, id) where batch_id is null;

create table draft_edit (
  batch_id text not null references batch (id),
  edit_number integer not null,
  kind text not null check (kind in ('edit', 'undo', 'redo')),
  -- Of an undo or redo: the edit that it takes back or makes again.
  of_edit_number integer,
  label text not null,
  -- [{lineId, before, after}], null where the line did not exist.
  changes text not null,
  person_id text not null,
  at text not null,
  primary key (batch_id, edit_number)
) strict;

create table revision (
  batch_id text not null references batch (id),
  revision integer not null,
  content_hash text not null,
  -- Lines, and the facts they were judged on, as canonical JSON.
  content text not null,
  confirmed_warnings text not null,
  submitted_by text not null,
  submitted_at text not null,
  primary key (batch_id, revision)
) strict;

-- What a batch was posted on, where facts had moved since its submission.
create table posting (
  batch_id text primary key references batch (id),
  -- The facts that its lines were judged on, as canonical JSON.
  facts text not null,
  confirmed_warnings text not null
) strict;

create table batch_event (
  sequence integer primary key,
  batch_id text not null references batch (id),
  event text not null,
  revision integer not null,
  person_id text not null,
  person_name text not null,
  at text not null,
  comment text not null
) strict;
create index batch_event_of_batch on batch_event (batch_id, sequence);

-- Adjustments: posted here or imported. A row never changes; what changes later is an event. -----------

create table adjustment (
  id text primary key,
  origin text not null check (origin in ('local', 'imported')),
  kind text not null check (kind in ('IA', 'IIA')),
  -- At birth: provisional for a local one, the billing system's for an imported one.
  number text not null,
  invoice_id text not null references invoice (id) deferrable initially deferred,
  invoice_number text not null,
  source_type text not null check (source_type in ('', 'InvoiceDetail', 'Tax')),
  source_id text not null,
  type text not null check (type in ('Credit', 'Charge')),
  currency text not null,
  amount_minor integer not null check (amount_minor > 0 or (origin = 'imported' and amount_minor >= 0)),
  impact_minor integer not null,
  adjustment_date text not null,
  -- The period at posting; empty for imported ones, whose period is found by date.
  period_id text not null,
  reason_code text not null,
  reference_id text not null,
  comment text not null,
  accounting_code text not null,
  deferred_revenue_account text not null,
  recognized_revenue_account text not null,
  exclude_from_revenue integer not null check (exclude_from_revenue in (0, 1)),
  integration_id text not null,
  integration_status text not null,
  sync_date text not null,
  custom_fields text not null,
  reverses_id text references adjustment (id) deferrable initially deferred,
  batch_id text,
  line_id text,
  import_id text,
  recorded_at text not null,
  recorded_by text not null,
  -- Of an imported one: as its file had them.
  created_by text not null,
  created_date text not null,
  -- "Reverse and correct": the one that this stands in for.
  replaces_id text references adjustment (id) deferrable initially deferred,
  check (impact_minor = case type when 'Charge' then amount_minor else -amount_minor end),
  check ((kind = 'IA') = (source_type = ''))
) strict;
create index adjustment_by_date on adjustment (adjustment_date, id);
create index adjustment_by_amount on adjustment (amount_minor, id);
create index adjustment_by_invoice_number on adjustment (invoice_number, id);
create index adjustment_of_invoice on adjustment (invoice_id, id);
create index adjustment_of_source on adjustment (source_id, type, id);
create index adjustment_of_batch on adjustment (batch_id, line_id) where batch_id is not null;
create index adjustment_reversing on adjustment (reverses_id) where reverses_id is not null;
create index adjustment_replacing on adjustment (replaces_id) where replaces_id is not null;

create table adjustment_event (
  sequence integer primary key,
  adjustment_id text not null references adjustment (id) deferrable initially deferred,
  event text not null check (event in
    ('posted', 'imported', 'cancelled', 'exported', 'landed', 'refused', 'updated', 'deleted', 'linked')),
  -- The effect it speaks of: the creation or the cancel.
  effect text not null check (effect in ('create', 'cancel', 'delete')),
  at text not null,
  person_id text not null,
  person_name text not null,
  batch_id text,
  line_id text,
  import_id text,
  detail text not null
) strict;
create index adjustment_event_of_adjustment on adjustment_event (adjustment_id, sequence);

-- What the events add up to, for lists and checks (verify recomputes it).
create table adjustment_state (
  adjustment_id text primary key references adjustment (id),
  number text not null,
  billing_id text not null,
  status text not null check (status in ('Processed', 'Canceled')),
  reason_code text not null,
  transferred text not null check (transferred in ('', 'Processing', 'Yes', 'Error', 'Ignore')),
  cancelled_at text,
  cancelled_by text not null default '',
  -- Moment at which the effect is known to have landed in the billing system; null: not known to.
  create_landed_at text,
  cancel_landed_at text,
  is_exported integer not null default 0 check (is_exported in (0, 1)),
  is_cancel_exported integer not null default 0 check (is_cancel_exported in (0, 1)),
  is_refused integer not null default 0 check (is_refused in (0, 1)),
  is_deleted integer not null default 0 check (is_deleted in (0, 1)),
  updated_by text not null default '',
  updated_date text not null default ''
) strict;
create index adjustment_state_by_number on adjustment_state (number, adjustment_id);
create index adjustment_state_by_billing_id on adjustment_state (billing_id) where billing_id <> '';
-- Few ever are: lists leave them out without looking at every state.
create index adjustment_state_deleted on adjustment_state (adjustment_id) where is_deleted = 1;

create table journal (
  id text primary key,
  adjustment_id text not null references adjustment (id) deferrable initially deferred,
  effect text not null check (effect in ('create', 'cancel')),
  currency text not null,
  period_id text not null references period (id) deferrable initially deferred,
  journal_date text not null,
  entry_count integer not null,
  recorded_at text not null,
  unique (adjustment_id, effect)
) strict;

create table journal_entry (
  journal_id text not null references journal (id) deferrable initially deferred,
  position integer not null,
  account text not null,
  debit_minor integer not null check (debit_minor >= 0),
  credit_minor integer not null check (credit_minor >= 0),
  primary key (journal_id, position),
  check ((debit_minor = 0) <> (credit_minor = 0))
) strict, without rowid;

-- Export, commands, audit. -----------------------------------------------------------------------------

create table export (
  id text primary key,
  batch_id text not null references batch (id),
  format text not null,
  api_version integer not null,
  line_count integer not null,
  content_hash text not null,
  person_id text not null,
  person_name text not null,
  at text not null
) strict;
create index export_of_batch on export (batch_id, at);

create table command (
  id text primary key,
  name text not null,
  input_hash text not null,
  -- Ids and counts of what was accepted; a view is made anew from them.
  answer text not null,
  person_id text not null,
  at text not null
) strict;

create table audit (
  sequence integer primary key,
  at text not null,
  person_id text not null,
  person_name text not null,
  action text not null,
  subject text not null,
  detail text not null,
  previous_hash text not null,
  hash text not null unique
) strict;
create index audit_by_action on audit (action, sequence);
create index audit_by_person on audit (person_name, sequence);

create table import_profile (name text primary key, mapping text not null) strict;
create table saved_filter (
  screen text not null,
  name text not null,
  filter text not null,
  primary key (screen, name)
) strict;

-- Append-only: posted rows, their journal, events, revisions, edits, history and audit. ------------------

create trigger adjustment_never_changes before update on adjustment
  begin select raise(abort, 'append_only: adjustment'); end;
create trigger adjustment_never_goes before delete on adjustment
  begin select raise(abort, 'append_only: adjustment'); end;
create trigger adjustment_event_never_changes before update on adjustment_event
  begin select raise(abort, 'append_only: adjustment_event'); end;
create trigger adjustment_event_never_goes before delete on adjustment_event
  begin select raise(abort, 'append_only: adjustment_event'); end;
create trigger adjustment_state_never_goes before delete on adjustment_state
  begin select raise(abort, 'append_only: adjustment_state'); end;
create trigger journal_never_changes before update on journal
  begin select raise(abort, 'append_only: journal'); end;
create trigger journal_never_goes before delete on journal
  begin select raise(abort, 'append_only: journal'); end;
create trigger journal_entry_never_changes before update on journal_entry
  begin select raise(abort, 'append_only: journal_entry'); end;
create trigger journal_entry_never_goes before delete on journal_entry
  begin select raise(abort, 'append_only: journal_entry'); end;
create trigger revision_never_changes before update on revision
  begin select raise(abort, 'append_only: revision'); end;
create trigger revision_never_goes before delete on revision
  begin select raise(abort, 'append_only: revision'); end;
create trigger posting_never_changes before update on posting
  begin select raise(abort, 'append_only: posting'); end;
create trigger posting_never_goes before delete on posting
  begin select raise(abort, 'append_only: posting'); end;
create trigger draft_edit_never_changes before update on draft_edit
  begin select raise(abort, 'append_only: draft_edit'); end;
-- Only a draft that nobody has ever submitted can be thrown away, its edits with it.
create trigger draft_edit_never_goes before delete on draft_edit
  when exists (select 1 from batch b where b.id = old.batch_id and (b.revision > 0 or b.state <> 'draft'))
  begin select raise(abort, 'append_only: draft_edit'); end;
create trigger batch_event_never_changes before update on batch_event
  begin select raise(abort, 'append_only: batch_event'); end;
create trigger batch_event_never_goes before delete on batch_event
  begin select raise(abort, 'append_only: batch_event'); end;
create trigger fact_history_never_changes before update on fact_history
  begin select raise(abort, 'append_only: fact_history'); end;
create trigger fact_history_never_goes before delete on fact_history
  begin select raise(abort, 'append_only: fact_history'); end;
create trigger import_never_changes before update on import
  begin select raise(abort, 'append_only: import'); end;
create trigger import_never_goes before delete on import
  begin select raise(abort, 'append_only: import'); end;
create trigger export_never_changes before update on export
  begin select raise(abort, 'append_only: export'); end;
create trigger export_never_goes before delete on export
  begin select raise(abort, 'append_only: export'); end;
create trigger audit_never_changes before update on audit
  begin select raise(abort, 'append_only: audit'); end;
create trigger audit_never_goes before delete on audit
  begin select raise(abort, 'append_only: audit'); end;
create trigger command_never_changes before update on command
  begin select raise(abort, 'append_only: command'); end;
create trigger command_never_goes before delete on command
  begin select raise(abort, 'append_only: command'); end;
create trigger ledger_never_goes before delete on ledger
  begin select raise(abort, 'append_only: ledger'); end;
create trigger ledger_keeps_its_identity before update of id, kind, code, created_at on ledger
  begin select raise(abort, 'append_only: ledger'); end;

create trigger ledger_gives_no_number_twice before update of last_number on ledger
  when new.last_number < old.last_number
  begin select raise(abort, 'append_only: ledger'); end;

-- The chain has no gap and no fork.
create trigger audit_continues_the_chain before insert on audit
  when new.sequence <> (select coalesce(max(sequence), 0) + 1 from audit)
    or new.previous_hash <> coalesce((select hash from audit order by sequence desc limit 1), '')
  begin select raise(abort, 'audit_chain'); end;

-- Guards of the tables that are written by the thousand raise FAIL, and these tables refer to others
-- deferred: for `insert or fail` SQLite then keeps no statement journal, which costs more than the insert
-- itself. Nothing is half done for that: such a statement writes one row, and what it throws undoes the
-- transaction.

-- A header seals its entries: it comes last, it balances, nothing is added to it.
create trigger journal_entry_comes_before_its_header before insert on journal_entry
  when exists (select 1 from journal where id = new.journal_id)
  begin select raise(fail, 'journal_sealed'); end;
create trigger journal_balances before insert on journal
  when not exists (
    select count(*) from journal_entry where journal_id = new.id
    having count(*) = new.entry_count and count(*) >= 2 and sum(debit_minor) = sum(credit_minor))
  begin select raise(fail, 'journal_unbalanced'); end;
create trigger journal_has_its_adjustment before insert on journal
  when not exists (
    select 1 from adjustment a
    where a.id = new.adjustment_id and a.origin = 'local' and a.currency = new.currency
      and a.period_id = new.period_id and a.adjustment_date = new.journal_date
      and a.amount_minor = (select sum(debit_minor) from journal_entry where journal_id = new.id))
  begin select raise(fail, 'journal_of_another_adjustment'); end;

-- Nothing is posted into a closed period without an exception for its person, nothing ever into a hard-locked one.
create trigger posting_needs_an_open_period before insert on adjustment
  when new.origin = 'local' and not exists (
    select 1 from period p
    where p.id = new.period_id and new.adjustment_date between p.start_date and p.end_date
      and p.hard_locked = 0
      and (p.state <> 'Closed' or exists (
        select 1 from period_exception e
        where e.period_id = p.id and e.person_id = new.recorded_by and e.revoked_at is null
          and e.until > new.recorded_at)))
  begin select raise(fail, 'period_closed'); end;
create trigger cancel_needs_an_open_period before insert on adjustment_event
  when new.event = 'cancelled' and new.import_id is null and exists (
    select 1 from adjustment a join period p on a.adjustment_date between p.start_date and p.end_date
    where a.id = new.adjustment_id and p.state = 'Closed')
  begin select raise(fail, 'cancel_period_closed'); end;
create trigger cancel_only_what_is_processed before insert on adjustment_event
  when new.event = 'cancelled' and exists (
    select 1 from adjustment_state s where s.adjustment_id = new.adjustment_id and s.status <> 'Processed')
  begin select raise(fail, 'cancel_not_processed'); end;

-- Lines that keep the period of their date from being closed: submitted, or posted and not known to have
-- landed. A line has its answer when it landed, was refused, or never leaves this ledger.
create view waiting_line as
  select l.id, l.batch_id, b.name as batch_name, b.state as batch_state, l.position, l.provisional_number,
    json_extract(l.content, '$.action') as action, l.content, l.adjustment_id,
    case json_extract(l.content, '$.action')
      when 'create' then json_extract(l.content, '$.date') else t.adjustment_date end as date
  from batch b
  join line l on l.batch_id = b.id
  left join adjustment t on t.id = l.adjustment_id
  left join adjustment a on a.id = case json_extract(l.content, '$.action') when 'create' then l.id else l.adjustment_id end
  left join adjustment_state s on s.adjustment_id = a.id
  where b.state = 'submitted' or (b.state in ('approved', 'exported') and not coalesce(
    (select e.event from adjustment_event e
      where e.adjustment_id = a.id and e.batch_id = l.batch_id and e.line_id = l.id
        and e.event in ('exported', 'landed', 'refused')
      order by e.sequence desc limit 1) in ('landed', 'refused'), 0)
    and not coalesce(
      (json_extract(l.content, '$.action') = 'create' and s.create_landed_at is not null)
      or (json_extract(l.content, '$.action') = 'cancel' and s.cancel_landed_at is not null)
      or (s.status = 'Canceled' and s.is_exported = 0 and s.create_landed_at is null and a.origin = 'local'), 0));

-- Periods lie side by side, without gap or overlap: a new one is put at either end of those that are there. From
-- the earliest to the latest they are Closed, at most one PendingClose, then Open.
create trigger period_continues_the_others before insert on period
  when exists (select 1 from period)
  begin
    select raise(abort, 'period_overlap') where exists (
      select 1 from period p where p.start_date <= new.end_date and new.start_date <= p.end_date);
    select raise(abort, 'period_gap') where not exists (
      select 1 from period p
      where date(p.end_date, '+1 day') = new.start_date or date(new.end_date, '+1 day') = p.start_date);
    select raise(abort, 'period_not_in_order') where exists (
      select 1 from period p where
        case when p.start_date < new.start_date
          then (p.state <> 'Closed' and new.state <> 'Open') else (p.state <> 'Open' and new.state <> 'Closed') end);
  end;
-- One step at a time: closing goes after all earlier ones and after what waits in it, reopening before an open one.
create trigger period_moves_in_order before update of state on period
  when new.state <> old.state and old.hard_locked = 0
  begin
    select raise(abort, 'period_not_in_order') where old.state = 'Open' and new.state = 'Closed';
    select raise(abort, 'period_not_in_order')
      where (old.state = 'Open' or new.state = 'Closed')
        and exists (select 1 from period p where p.start_date < old.start_date and p.state <> 'Closed');
    select raise(abort, 'period_not_in_order')
      where (old.state = 'Closed' or new.state = 'Open') and coalesce((
        select p.state from period p where p.start_date > old.start_date order by p.start_date limit 1), '') <> 'Open';
    select raise(abort, 'period_blocked')
      where new.state = 'Closed' and exists (
        select 1 from waiting_line w where w.date between old.start_date and old.end_date);
  end;
create trigger period_days_stay before update of id, start_date on period
  when old.hard_locked = 0 and (new.id <> old.id or new.start_date <> old.start_date)
  begin select raise(abort, 'append_only: period'); end;
-- Only the last one, while it is open, and never away from what is dated in it.
create trigger period_end_moves_freely before update of end_date on period
  when old.hard_locked = 0 and new.end_date <> old.end_date
  begin
    select raise(abort, 'period_not_in_order')
      where old.state <> 'Open' or exists (select 1 from period p where p.start_date > old.start_date);
    select raise(abort, 'period_blocked')
      where exists (
          select 1 from adjustment a where a.adjustment_date > new.end_date and a.adjustment_date <= old.end_date)
        or exists (select 1 from waiting_line w where w.date > new.end_date and w.date <= old.end_date);
  end;
create trigger period_never_goes before delete on period
  when old.hard_locked = 0
  begin select raise(abort, 'append_only: period'); end;
create trigger hard_lock_waits before update of hard_locked on period
  when old.hard_locked = 0 and new.hard_locked = 1 and exists (
    select 1 from waiting_line w where w.date between old.start_date and old.end_date)
  begin select raise(abort, 'period_blocked'); end;
create trigger hard_lock_stays before update on period
  when old.hard_locked = 1 and (new.hard_locked = 0 or new.state <> 'Closed'
    or new.start_date <> old.start_date or new.end_date <> old.end_date)
  begin select raise(abort, 'period_hard_locked'); end;
create trigger hard_locked_period_never_goes before delete on period
  when old.hard_locked = 1
  begin select raise(abort, 'period_hard_locked'); end;

-- An exception is to a closed period, never to a hard-locked one; it is revoked once and never goes.
create trigger exception_is_to_a_closed_period before insert on period_exception
  begin
    select raise(abort, 'period_hard_locked') where exists (
      select 1 from period p where p.id = new.period_id and p.hard_locked = 1);
    select raise(abort, 'period_not_in_order') where not exists (
      select 1 from period p where p.id = new.period_id and p.state = 'Closed');
    select raise(abort, 'exception_over') where new.until <= new.granted_at;
  end;
create trigger exception_is_only_revoked before update on period_exception
  when old.revoked_at is not null or new.revoked_at is null or new.id <> old.id or new.period_id <> old.period_id
    or new.person_id <> old.person_id or new.reason <> old.reason or new.until <> old.until
    or new.granted_by <> old.granted_by or new.granted_at <> old.granted_at
  begin select raise(abort, 'append_only: period_exception'); end;
create trigger exception_never_goes before delete on period_exception
  begin select raise(abort, 'append_only: period_exception'); end;

-- Never reversed beyond its amount: reversals that stand, and what waits in batches.
create trigger reversal_within_remainder before insert on adjustment
  when new.reverses_id is not null and new.origin = 'local' and (
    select a.amount_minor - new.amount_minor
      - coalesce((select sum(r.amount_minor) from adjustment r
          join adjustment_state s on s.adjustment_id = r.id
          where r.reverses_id = a.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
    from adjustment a where a.id = new.reverses_id) < 0
  begin select raise(fail, 'reversal_exceeds_remainder'); end;
create trigger reversal_mirrors_its_original before insert on adjustment
  when new.reverses_id is not null and new.origin = 'local' and not exists (
    select 1 from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.id = new.reverses_id and a.reverses_id is null and a.type <> new.type and s.status = 'Processed'
      and a.kind = new.kind and a.invoice_id = new.invoice_id and a.source_type = new.source_type
      and a.source_id = new.source_id)
  begin select raise(fail, 'reversal_of_another'); end;
create trigger claim_within_remainder before insert on claim
  when (
    select case when new.kind = 'reverse' then
      a.amount_minor - new.amount_minor
      - coalesce((select sum(r.amount_minor) from adjustment r
          join adjustment_state s on s.adjustment_id = r.id
          where r.reverses_id = a.id and s.status = 'Processed' and s.is_refused = 0 and s.is_deleted = 0), 0)
      - coalesce((select sum(case c.kind when 'reverse' then c.amount_minor else a.amount_minor end)
          from claim c where c.adjustment_id = a.id and c.batch_id <> new.batch_id), 0)
    else
      -(select count(*) from claim c where c.adjustment_id = a.id and c.batch_id <> new.batch_id)
    end
    from adjustment a where a.id = new.adjustment_id) < 0
  begin select raise(abort, 'claim_taken'); end;
create trigger claim_never_grows before update on claim
  begin select raise(abort, 'claim_is_replaced'); end;

-- A submitted batch is frozen: only a draft's lines change.
create trigger line_of_draft_only_insert before insert on line
  when (select state from batch where id = new.batch_id) <> 'draft'
  begin select raise(fail, 'batch_frozen'); end;
create trigger line_of_draft_only_update before update on line
  when (select state from batch where id = old.batch_id) <> 'draft' or new.batch_id <> old.batch_id
  begin select raise(fail, 'batch_frozen'); end;
create trigger line_of_draft_only_delete before delete on line
  when (select state from batch where id = old.batch_id) <> 'draft'
  begin select raise(abort, 'batch_frozen'); end;
create trigger batch_state_moves_by_the_table before update of state on batch
  when not (old.state = new.state
    or (old.state = 'draft' and new.state = 'submitted')
    or (old.state = 'submitted' and new.state in ('draft', 'approved'))
    or (old.state = 'approved' and new.state in ('exported', 'landed'))
    or (old.state = 'exported' and new.state = 'landed'))
  begin select raise(abort, 'batch_state'); end;
create trigger batch_revision_never_goes_back before update of revision, edit_number on batch
  when new.revision < old.revision or new.edit_number < old.edit_number
  begin select raise(abort, 'batch_revision'); end;
