-- Keys of people. Each person signs with one key at a time; a key belongs to one person for good, whatever that
-- person is called, so that nobody approves their own work under another name. The private half is here only
-- where the key was made, under its owner's passphrase.
create table identity (
  -- SHA-256 of the public key, in hexadecimal: the fingerprint.
  id text primary key check (length(id) = 64),
  person_id text not null references person (id),
  public_key text not null unique check (length(public_key) = 64),
  -- As its owner signed it, byte for byte.
  card text not null,
  sealed_key text not null,
  made_at text not null,
  accepted_by text not null,
  accepted_at text not null,
  revoked_at text not null default '',
  revoked_by text not null default '',
  revoked_because text not null default ''
) strict;
create unique index identity_that_counts on identity (person_id) where revoked_at = '';

create trigger identity_keeps_its_key before update on identity
  when new.id <> old.id or new.person_id <> old.person_id or new.public_key <> old.public_key
    or new.card <> old.card or new.made_at <> old.made_at or new.accepted_by <> old.accepted_by
    or new.accepted_at <> old.accepted_at
    or (old.sealed_key = '') <> (new.sealed_key = '')
    -- Revoked once, for good.
    or (old.revoked_at <> '' and (new.revoked_at <> old.revoked_at or new.revoked_by <> old.revoked_by
      or new.revoked_because <> old.revoked_because))
  begin select raise(abort, 'append_only: identity'); end;
create trigger identity_never_goes before delete on identity
  begin select raise(abort, 'append_only: identity'); end;
create trigger person_keeps_its_id before update of id on person
  begin select raise(abort, 'append_only: person'); end;
create trigger person_never_goes before delete on person
  begin select raise(abort, 'append_only: person'); end;

-- What people signed: the exact text, and the signature of its bytes.
create table statement (
  sequence integer primary key,
  batch_id text not null references batch (id),
  revision integer not null,
  act text not null check (act in ('submit', 'return', 'approve')),
  text text not null,
  signature text not null check (length(signature) = 128),
  identity_id text not null references identity (id),
  at text not null,
  unique (batch_id, revision, act)
) strict;
create trigger statement_never_changes before update on statement
  begin select raise(abort, 'append_only: statement'); end;
create trigger statement_never_goes before delete on statement
  begin select raise(abort, 'append_only: statement'); end;
create trigger statement_by_a_key_that_counts before insert on statement
  when not exists (select 1 from identity i where i.id = new.identity_id and i.revoked_at = '')
  begin select raise(abort, 'identity_revoked'); end;
-- Nobody approves what they have submitted in any revision, with this key or with one that they had before.
create trigger statement_approves_the_work_of_others before insert on statement
  when new.act = 'approve' and exists (
    select 1 from statement s join identity was on was.id = s.identity_id
    join identity now on now.id = new.identity_id
    where s.batch_id = new.batch_id and s.act = 'submit' and was.person_id = now.person_id)
  begin select raise(abort, 'approver_touched_lines'); end;
create trigger batch_begins_as_a_draft before insert on batch when new.state <> 'draft'
  begin select raise(abort, 'batch_state'); end;
create trigger submission_is_signed before update of state on batch
  when old.state = 'draft' and new.state = 'submitted' and not exists (
    select 1 from statement s
    where s.batch_id = new.id and s.revision = new.revision and s.act = 'submit')
  begin select raise(abort, 'submission_unsigned'); end;
create trigger approval_is_signed before update of state on batch
  when old.state = 'submitted' and new.state = 'approved' and not exists (
    select 1 from statement s
    where s.batch_id = new.id and s.revision = new.revision and s.act = 'approve')
  begin select raise(abort, 'approval_unsigned'); end;
