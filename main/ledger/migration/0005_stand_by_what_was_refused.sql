-- What the billing system refused takes no further part: it is not reversed any more, and no reversal of it
-- stands. The rules and commands say so too.

drop trigger reversal_mirrors_its_original;
create trigger reversal_mirrors_its_original before insert on adjustment
  when new.reverses_id is not null and new.origin = 'local' and not exists (
    select 1 from adjustment a join adjustment_state s on s.adjustment_id = a.id
    where a.id = new.reverses_id and s.reverses_id is null and a.type <> new.type and s.status = 'Processed'
      and s.is_refused = 0 and s.is_deleted = 0
      and a.kind = new.kind and a.invoice_id = new.invoice_id and a.source_type = new.source_type
      and a.source_id = new.source_id)
  begin select raise(fail, 'reversal_of_another'); end;
create trigger refused_takes_its_reversals before update of is_refused on adjustment_state
  when new.is_refused = 1 and old.is_refused = 0 and exists (
    select 1 from adjustment_state r
    where r.reverses_id = new.adjustment_id and r.status = 'Processed' and r.is_refused = 0 and r.is_deleted = 0)
  begin select raise(abort, 'refusal_contradicted'); end;
create trigger reversal_of_refused_stays_canceled before update of status on adjustment_state
  when new.status = 'Processed' and old.status <> 'Processed' and new.reverses_id is not null
    and new.is_refused = 0 and exists (
      select 1 from adjustment_state o where o.adjustment_id = new.reverses_id and o.is_refused = 1)
  begin select raise(abort, 'refusal_contradicted'); end;
