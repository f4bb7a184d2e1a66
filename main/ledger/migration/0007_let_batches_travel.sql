-- Batches that travel between ledgers, approvals by more than one person, and what reviewers mark.

-- A revision may be approved, or returned, by several people: one statement each, told apart by its signature.
drop trigger statement_approves_the_work_of_others;
drop trigger submission_is_signed;
drop trigger approval_is_signed;
create table statement_of_many (
  sequence integer primary key,
  batch_id text not null references batch (id),
  revision integer not null,
  -- Of the revision that it speaks of: of two that were made apart under one number, this tells which.
  content_hash text not null,
  act text not null check (act in ('submit', 'return', 'approve')),
  text text not null,
  signature text not null unique check (length(signature) = 128),
  identity_id text not null references identity (id),
  at text not null
) strict;
insert into statement_of_many (sequence, batch_id, revision, content_hash, act, text, signature, identity_id, at)
  -- A text that somebody has damaged is kept as it is: it is for the verification to find.
  select sequence, batch_id, revision,
    coalesce(case when json_valid(text) then json_extract(text, '$.contentHash') end, ''), act, text, signature,
    identity_id, at
  from statement;
drop table statement;
alter table statement_of_many rename to statement;
create index statement_of_batch on statement (batch_id, revision, act);

create trigger statement_never_changes before update on statement
  begin select raise(abort, 'append_only: statement'); end;
create trigger statement_never_goes before delete on statement
  begin select raise(abort, 'append_only: statement'); end;
create trigger statement_by_a_key_that_counts before insert on statement
  when not exists (select 1 from identity i where i.id = new.identity_id and i.revoked_at = '')
  begin select raise(abort, 'identity_revoked'); end;
create trigger statement_is_of_its_text before insert on statement
  when json_extract(new.text, '$.contra') is not 'statement'
    or json_extract(new.text, '$.contentHash') is not new.content_hash
    or json_extract(new.text, '$.by') is not new.identity_id
    or json_extract(new.text, '$.batchId') is not new.batch_id
    or json_extract(new.text, '$.revision') is not new.revision
    or json_extract(new.text, '$.act') is not new.act
    or json_extract(new.text, '$.at') is not new.at
    or json_extract(new.text, '$.birthLedgerId') is not (select birth_ledger_id from batch where id = new.batch_id)
    or json_extract(new.text, '$.ledgerKind') is not (select kind from ledger)
  begin select raise(abort, 'statement_of_another'); end;
-- One spelling of each key: the same one in capitals would be another person's.
create trigger identity_has_one_spelling before insert on identity
  when new.id glob '*[^0-9a-f]*' or new.public_key glob '*[^0-9a-f]*'
  begin select raise(abort, 'identity_spelling'); end;

-- Everybody who has submitted a batch in any revision, or touched a line of one before it was submitted: as keys,
-- because names and ids differ from ledger to ledger.
create view batch_worker as
  select s.batch_id, s.identity_id from statement s where s.act = 'submit'
  union
  select s.batch_id, json_extract(w.value, '$.by') from statement s, json_each(s.text, '$.workedOn') w
    where s.act = 'submit';
-- The same as people of this ledger, with those who had no key when they touched a line here.
create view person_who_worked as
  select w.batch_id, i.person_id from batch_worker w join identity i on i.id = w.identity_id
  union
  select batch_id, submitted_by from revision
  union
  select batch_id, person_id from draft_edit;
-- An approval of an earlier revision counts no more: whoever gave it may have worked on the batch since.
create trigger statement_approves_the_work_of_others before insert on statement
  when new.act = 'approve' and exists (
    select 1 from person_who_worked w join identity now on now.id = new.identity_id
    where w.batch_id = new.batch_id and w.person_id = now.person_id)
    and new.revision >= coalesce(
      (select max(s.revision) from statement s where s.batch_id = new.batch_id and s.act = 'submit'), 0)
  begin select raise(abort, 'approver_touched_lines'); end;

-- The people whose approval of a content and its journal counts, each once, however often and on whichever machine they
-- have signed it: by keys that count, and not if they have worked on it themselves, whichever of the two came first.
create view approver as
  select distinct s.batch_id, s.revision, s.content_hash, json_extract(s.text, '$.journalHash') as journal_hash,
    i.person_id
  from statement s join identity i on i.id = s.identity_id
  where s.act = 'approve' and i.revoked_at = '' and not exists (
    select 1 from person_who_worked w where w.batch_id = s.batch_id and w.person_id = i.person_id);

-- By which rule an approval was enough, how many people it asked for, and the journal that they agreed on.
create table approval_decision (
  batch_id text primary key references batch (id),
  revision integer not null,
  content_hash text not null,
  journal_hash text not null,
  -- The rule as it stood, as JSON.
  rule text not null,
  reviewer_count integer not null check (reviewer_count in (1, 2)),
  at text not null
) strict;
create trigger approval_decision_is_of_what_waits before insert on approval_decision
  when not exists (
    select 1 from batch b where b.id = new.batch_id and b.state = 'submitted' and b.revision = new.revision
      and b.content_hash = new.content_hash)
    or json_extract(new.rule, '$.reviewerCount') is not new.reviewer_count
  begin select raise(abort, 'approval_of_another'); end;
create trigger approval_decision_never_changes before update on approval_decision
  begin select raise(abort, 'append_only: approval_decision'); end;
create trigger approval_decision_never_goes before delete on approval_decision
  begin select raise(abort, 'append_only: approval_decision'); end;

create trigger submission_is_signed before update of state on batch
  when old.state = 'draft' and new.state = 'submitted' and not exists (
    select 1 from statement s
    where s.batch_id = new.id and s.revision = new.revision and s.act = 'submit'
      and s.content_hash = new.content_hash)
  begin select raise(abort, 'submission_unsigned'); end;
create trigger approval_is_signed before update of state on batch
  when old.state = 'submitted' and new.state = 'approved' and not exists (
    select 1 from approval_decision d
    where d.batch_id = new.id and d.revision = new.revision and d.content_hash = new.content_hash
      and d.reviewer_count <= (
        select count(*) from approver a
        where a.batch_id = new.id and a.revision = new.revision and a.content_hash = new.content_hash
          and a.journal_hash = d.journal_hash))
  begin select raise(abort, 'approval_unsigned'); end;

-- What was submitted stays what it is until it is a draft again, and where a batch was born never changes: only there
-- is it exported. `insert or replace` is a delete, and takes none of this away.
create trigger batch_keeps_what_was_submitted before update of revision, content_hash, preparer_id on batch
  when old.state <> 'draft' and (new.revision <> old.revision or new.content_hash <> old.content_hash
    or new.preparer_id <> old.preparer_id)
  begin select raise(abort, 'batch_frozen'); end;
create trigger batch_keeps_its_birth before update of id, birth_ledger_id, created_at on batch
  when new.id <> old.id or new.birth_ledger_id <> old.birth_ledger_id or new.created_at <> old.created_at
  begin select raise(abort, 'append_only: batch'); end;
create trigger batch_never_goes before delete on batch
  when old.state <> 'draft' or old.revision > 0
  begin select raise(abort, 'append_only: batch'); end;
create trigger batch_is_exported_where_it_was_born before insert on export
  when (select birth_ledger_id from batch where id = new.batch_id) is not (select id from ledger)
  begin select raise(abort, 'export_not_of_birth_ledger'); end;

-- What came from elsewhere. ------------------------------------------------------------------------------

-- Of a batch that was made elsewhere: where, and by whom.
create table batch_origin (
  batch_id text primary key references batch (id),
  ledger_name text not null,
  ledger_code text not null,
  created_by_name text not null
) strict;
create trigger batch_origin_never_changes before update on batch_origin
  begin select raise(abort, 'append_only: batch_origin'); end;
create trigger batch_origin_never_goes before delete on batch_origin
  begin select raise(abort, 'append_only: batch_origin'); end;

-- A revision that was made elsewhere under a number that another one has here: it stays readable.
create table branch_revision (
  batch_id text not null references batch (id),
  revision integer not null,
  content_hash text not null,
  content text not null,
  confirmed_warnings text not null,
  submitted_by text not null,
  submitted_at text not null,
  primary key (batch_id, revision, content_hash)
) strict;
create trigger branch_revision_never_changes before update on branch_revision
  begin select raise(abort, 'append_only: branch_revision'); end;
create trigger branch_revision_never_goes before delete on branch_revision
  begin select raise(abort, 'append_only: branch_revision'); end;

-- Every batch file that was written here or brought in; `hash` is the SHA-256 of its first line, which its sender signed.
create table batch_file (
  sequence integer primary key,
  batch_id text not null references batch (id),
  direction text not null check (direction in ('out', 'in')),
  hash text not null,
  revision integer not null,
  state text not null check (state in ('submitted', 'returned', 'approved')),
  ledger_id text not null,
  ledger_name text not null,
  sealed_by text not null,
  -- Of the sender's audit log when the file was written.
  audit_length integer not null,
  audit_head text not null,
  -- As the file had them, as JSON.
  claims text not null,
  at text not null
) strict;
create index batch_file_of_batch on batch_file (batch_id, sequence);
create index batch_file_of_ledger on batch_file (ledger_id, audit_length);
create trigger batch_file_never_changes before update on batch_file
  begin select raise(abort, 'append_only: batch_file'); end;
create trigger batch_file_never_goes before delete on batch_file
  begin select raise(abort, 'append_only: batch_file'); end;

-- Adjustments as another ledger names them: what lines that came from there cancel, delete, reverse or replace.
create table adjustment_reference (
  other_id text primary key,
  billing_id text not null,
  number text not null
) strict;
create trigger adjustment_reference_never_changes before update on adjustment_reference
  begin select raise(abort, 'append_only: adjustment_reference'); end;
create trigger adjustment_reference_never_goes before delete on adjustment_reference
  begin select raise(abort, 'append_only: adjustment_reference'); end;

-- Approved elsewhere: the journal that the approval froze, and, until the batch is posted here, why it waits.
create table approval_elsewhere (
  batch_id text primary key references batch (id),
  revision integer not null,
  content_hash text not null,
  -- As it was signed, byte for byte.
  journal text not null,
  -- The facts that it was approved on where they had moved since the submission, else empty.
  facts text not null,
  -- Rejections as JSON, as they were when the posting was tried last.
  reasons text not null,
  tried_at text not null
) strict;
create trigger approval_elsewhere_is_of_what_waits before insert on approval_elsewhere
  when not exists (
    select 1 from batch b where b.id = new.batch_id and b.state = 'submitted' and b.revision = new.revision
      and b.content_hash = new.content_hash)
    or not exists (
      select 1 from statement s where s.batch_id = new.batch_id and s.revision = new.revision and s.act = 'approve'
        and s.content_hash = new.content_hash)
  begin select raise(abort, 'approval_of_another'); end;
create trigger approval_elsewhere_keeps_what_was_signed before update on approval_elsewhere
  when new.batch_id <> old.batch_id or new.revision <> old.revision or new.content_hash <> old.content_hash
    or new.journal <> old.journal or new.facts <> old.facts
  begin select raise(abort, 'append_only: approval_elsewhere'); end;
create trigger approval_elsewhere_never_goes before delete on approval_elsewhere
  begin select raise(abort, 'append_only: approval_elsewhere'); end;
-- Approved is approved, wherever it was: nothing but its posting follows here.
create trigger approval_elsewhere_is_not_taken_back before update of state on batch
  when old.state = 'submitted' and new.state = 'draft'
    and exists (select 1 from approval_elsewhere e where e.batch_id = old.id)
  begin select raise(abort, 'batch_state'); end;

-- What a reviewer marks on the way; it becomes part of what they sign when they return or approve. -----------

create table review_mark (
  batch_id text not null references batch (id),
  content_hash text not null,
  line_id text not null,
  person_id text not null,
  mark text not null check (mark in ('accepted', 'returned')),
  comment text not null,
  at text not null,
  primary key (batch_id, content_hash, line_id, person_id)
) strict;

-- A sample of lines: by its seed it can be drawn again.
create table review_sample (
  sequence integer primary key,
  batch_id text not null references batch (id),
  content_hash text not null,
  seed text not null,
  size integer not null check (size > 0),
  person_id text not null,
  at text not null
) strict;
create trigger review_sample_never_changes before update on review_sample
  begin select raise(abort, 'append_only: review_sample'); end;
create trigger review_sample_never_goes before delete on review_sample
  begin select raise(abort, 'append_only: review_sample'); end;
