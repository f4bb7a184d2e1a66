-- Edits of a reversal that is being planned: what each changed, so that an edit costs what it touches and can be
-- taken back. A plan is its content as of `reversal_plan.edit_number` with the later edits on top.
create table reversal_edit (
  plan_id text not null references reversal_plan (id),
  edit_number integer not null,
  -- PlanChange as JSON: what was before and what is after.
  change text not null,
  -- Numbers of the edits that an undo and a redo would take next, the nearest last; after this edit.
  past text not null,
  future text not null,
  at text not null,
  primary key (plan_id, edit_number)
) strict, without rowid;
