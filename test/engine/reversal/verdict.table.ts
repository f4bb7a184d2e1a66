/** Period of the original × transferred × reversed before × amount, and the verdicts of cancel and of reverse. */
export const verdictTable = `
  period     transferred  reversed   amount  cancel                                                        reverse
  open       no           no         full    ok                                                            30.00 on 2026-06-02
  open       no           no         part    ok                                                            5.00 on 2026-06-02
  open       no           partly     full    cancel_has_reversals                                          10.00 on 2026-06-02
  open       no           partly     part    cancel_has_reversals                                          5.00 on 2026-06-02
  open       no           fully      full    cancel_has_reversals                                          reversal_exceeds_remainder
  open       no           fully      part    cancel_has_reversals                                          reversal_exceeds_remainder
  open       no           elsewhere  full    cancel_has_reversals                                          10.00 on 2026-06-02
  open       no           elsewhere  part    cancel_has_reversals                                          5.00 on 2026-06-02
  open       yes          no         full    cancel_transferred                                            30.00 on 2026-06-02
  open       yes          no         part    cancel_transferred                                            5.00 on 2026-06-02
  open       yes          partly     full    cancel_has_reversals cancel_transferred                       10.00 on 2026-06-02
  open       yes          partly     part    cancel_has_reversals cancel_transferred                       5.00 on 2026-06-02
  open       yes          fully      full    cancel_has_reversals cancel_transferred                       reversal_exceeds_remainder
  open       yes          fully      part    cancel_has_reversals cancel_transferred                       reversal_exceeds_remainder
  open       yes          elsewhere  full    cancel_has_reversals cancel_transferred                       10.00 on 2026-06-02
  open       yes          elsewhere  part    cancel_has_reversals cancel_transferred                       5.00 on 2026-06-02
  pending    no           no         full    period_pending_close                                          30.00 on 2026-06-01
  pending    no           no         part    period_pending_close                                          5.00 on 2026-06-01
  pending    no           partly     full    period_pending_close cancel_has_reversals                     10.00 on 2026-06-01
  pending    no           partly     part    period_pending_close cancel_has_reversals                     5.00 on 2026-06-01
  pending    no           fully      full    period_pending_close cancel_has_reversals                     reversal_exceeds_remainder
  pending    no           fully      part    period_pending_close cancel_has_reversals                     reversal_exceeds_remainder
  pending    no           elsewhere  full    period_pending_close cancel_has_reversals                     10.00 on 2026-06-01
  pending    no           elsewhere  part    period_pending_close cancel_has_reversals                     5.00 on 2026-06-01
  pending    yes          no         full    period_pending_close cancel_transferred                       30.00 on 2026-06-01
  pending    yes          no         part    period_pending_close cancel_transferred                       5.00 on 2026-06-01
  pending    yes          partly     full    period_pending_close cancel_has_reversals cancel_transferred  10.00 on 2026-06-01
  pending    yes          partly     part    period_pending_close cancel_has_reversals cancel_transferred  5.00 on 2026-06-01
  pending    yes          fully      full    period_pending_close cancel_has_reversals cancel_transferred  reversal_exceeds_remainder
  pending    yes          fully      part    period_pending_close cancel_has_reversals cancel_transferred  reversal_exceeds_remainder
  pending    yes          elsewhere  full    period_pending_close cancel_has_reversals cancel_transferred  10.00 on 2026-06-01
  pending    yes          elsewhere  part    period_pending_close cancel_has_reversals cancel_transferred  5.00 on 2026-06-01
  closed     no           no         full    cancel_period_closed                                          30.00 on 2026-06-01
  closed     no           no         part    cancel_period_closed                                          5.00 on 2026-06-01
  closed     no           partly     full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  closed     no           partly     part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  closed     no           fully      full    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  closed     no           fully      part    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  closed     no           elsewhere  full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  closed     no           elsewhere  part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  closed     yes          no         full    cancel_period_closed cancel_transferred                       30.00 on 2026-06-01
  closed     yes          no         part    cancel_period_closed cancel_transferred                       5.00 on 2026-06-01
  closed     yes          partly     full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  closed     yes          partly     part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  closed     yes          fully      full    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  closed     yes          fully      part    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  closed     yes          elsewhere  full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  closed     yes          elsewhere  part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  locked     no           no         full    cancel_period_closed                                          30.00 on 2026-06-01
  locked     no           no         part    cancel_period_closed                                          5.00 on 2026-06-01
  locked     no           partly     full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  locked     no           partly     part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  locked     no           fully      full    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  locked     no           fully      part    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  locked     no           elsewhere  full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  locked     no           elsewhere  part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  locked     yes          no         full    cancel_period_closed cancel_transferred                       30.00 on 2026-06-01
  locked     yes          no         part    cancel_period_closed cancel_transferred                       5.00 on 2026-06-01
  locked     yes          partly     full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  locked     yes          partly     part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  locked     yes          fully      full    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  locked     yes          fully      part    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  locked     yes          elsewhere  full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  locked     yes          elsewhere  part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  exception  no           no         full    cancel_period_closed                                          30.00 on 2026-06-01
  exception  no           no         part    cancel_period_closed                                          5.00 on 2026-06-01
  exception  no           partly     full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  exception  no           partly     part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  exception  no           fully      full    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  exception  no           fully      part    cancel_has_reversals cancel_period_closed                     reversal_exceeds_remainder
  exception  no           elsewhere  full    cancel_has_reversals cancel_period_closed                     10.00 on 2026-06-01
  exception  no           elsewhere  part    cancel_has_reversals cancel_period_closed                     5.00 on 2026-06-01
  exception  yes          no         full    cancel_period_closed cancel_transferred                       30.00 on 2026-06-01
  exception  yes          no         part    cancel_period_closed cancel_transferred                       5.00 on 2026-06-01
  exception  yes          partly     full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  exception  yes          partly     part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  exception  yes          fully      full    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  exception  yes          fully      part    cancel_has_reversals cancel_period_closed cancel_transferred  reversal_exceeds_remainder
  exception  yes          elsewhere  full    cancel_has_reversals cancel_period_closed cancel_transferred  10.00 on 2026-06-01
  exception  yes          elsewhere  part    cancel_has_reversals cancel_period_closed cancel_transferred  5.00 on 2026-06-01
  none       no           no         full    period_unknown                                                30.00 on 2026-06-01
  none       no           no         part    period_unknown                                                5.00 on 2026-06-01
  none       no           partly     full    period_unknown cancel_has_reversals                           10.00 on 2026-06-01
  none       no           partly     part    period_unknown cancel_has_reversals                           5.00 on 2026-06-01
  none       no           fully      full    period_unknown cancel_has_reversals                           reversal_exceeds_remainder
  none       no           fully      part    period_unknown cancel_has_reversals                           reversal_exceeds_remainder
  none       no           elsewhere  full    period_unknown cancel_has_reversals                           10.00 on 2026-06-01
  none       no           elsewhere  part    period_unknown cancel_has_reversals                           5.00 on 2026-06-01
  none       yes          no         full    period_unknown cancel_transferred                             30.00 on 2026-06-01
  none       yes          no         part    period_unknown cancel_transferred                             5.00 on 2026-06-01
  none       yes          partly     full    period_unknown cancel_has_reversals cancel_transferred        10.00 on 2026-06-01
  none       yes          partly     part    period_unknown cancel_has_reversals cancel_transferred        5.00 on 2026-06-01
  none       yes          fully      full    period_unknown cancel_has_reversals cancel_transferred        reversal_exceeds_remainder
  none       yes          fully      part    period_unknown cancel_has_reversals cancel_transferred        reversal_exceeds_remainder
  none       yes          elsewhere  full    period_unknown cancel_has_reversals cancel_transferred        10.00 on 2026-06-01
  none       yes          elsewhere  part    period_unknown cancel_has_reversals cancel_transferred        5.00 on 2026-06-01
`
