/** Ink on ledger paper, light only: what is read on a screen and what is printed are one picture. */
export const evidenceStyle = `
:root{--paper:#f7f6f2;--sheet:#fff;--sunken:#f2f1ec;--rule:#e2e0d8;--strong:#c9c6ba;--ink:#1d2530;--soft:#56606e;--faint:#616a77;--accent:#1f4fbf;--credit:#0b6b4f;--refused:#b3261e;--warning:#7a5a00;--warning-soft:#fdf4d7;--sandbox:#a84505;--sandbox-soft:#fff1e4;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 13px/1.45 'Inter Variable',Inter,system-ui,'Segoe UI',sans-serif;font-feature-settings:'tnum','cv05';font-variant-numeric:tabular-nums}
main{max-width:1240px;margin:24px auto;padding:32px 40px 40px;background:var(--sheet);border:1px solid var(--rule);border-radius:6px}
header{display:flex;justify-content:space-between;gap:24px;align-items:baseline;border-bottom:2px solid var(--ink);padding-bottom:12px}
h1{font-size:26px;line-height:1.2;letter-spacing:-.02em;font-weight:660;margin:20px 0 4px;overflow-wrap:anywhere}
h2{font-size:17px;letter-spacing:-.012em;font-weight:640;margin:36px 0 4px;padding-top:10px;border-top:1px solid var(--strong);break-after:avoid}
h3{font-size:13px;font-weight:620;margin:20px 0 6px;break-after:avoid}
p{margin:4px 0 10px;max-width:88ch}
.brand{font-weight:680;letter-spacing:-.02em;font-size:15px}
.soft,.note{color:var(--soft)}
small,.small,.note{font-size:11.5px}
small{color:var(--faint);display:block}
.training{background:var(--sandbox-soft);color:var(--sandbox);border:2px solid var(--sandbox);font-weight:640;padding:8px 14px;margin:0 0 16px;border-radius:6px;max-width:none}
.chip{display:inline-block;font-weight:560;font-size:11.5px;line-height:1;padding:4px 9px;border-radius:99px;background:var(--sunken);border:1px solid var(--rule);color:var(--soft);vertical-align:5px;margin-left:8px;letter-spacing:0;white-space:nowrap}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(205px,1fr));gap:10px 32px;margin:14px 0 8px}
.facts div{min-width:0;break-inside:avoid}
dt{font-size:11.5px;color:var(--faint)}
dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:6px 0 12px}
table.narrow{width:auto;min-width:56%}
thead{display:table-header-group}
th{font-weight:560;font-size:11.5px;color:var(--soft);text-align:left;background:var(--sunken);border-bottom:1px solid var(--strong)}
th,td{padding:5px 8px;vertical-align:top;overflow-wrap:break-word}
td{border-bottom:1px solid var(--rule);unicode-bidi:isolate}
tr{break-inside:avoid}
th.figure,td.figure{text-align:right;white-space:nowrap;padding-right:calc(8px + .42em)}
td.negative{color:var(--refused);padding-right:8px}
td.code,th.code{white-space:nowrap}
td.text{overflow-wrap:anywhere;min-width:9em}
tfoot td,tr.sum td{background:var(--sunken);font-weight:600;border-bottom:0;border-top:1px solid var(--strong)}
td.place{color:var(--faint);font-size:11.5px;text-align:right;white-space:nowrap;padding-left:0}
td.arrow{color:var(--faint);text-align:center;padding:5px 0}
.was{color:var(--faint);text-decoration:line-through;text-decoration-color:var(--strong)}
.remarks{margin:3px 0 0;padding:0;list-style:none;font-size:11.5px}
.remarks li{padding:1px 0 1px 10px;border-left:2px solid var(--strong);margin-top:3px}
.remarks .risk{border-color:#d9b23c}
.remarks .returned{border-color:var(--refused)}
.remarks .accepted{border-color:var(--credit)}
.block{break-inside:avoid;border:1px solid var(--rule);border-radius:6px;padding:10px 14px;margin:10px 0}
.block h3{margin:0 0 6px}
pre,.hash{font:11px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace;overflow-wrap:anywhere;word-break:break-all}
pre{white-space:pre-wrap;background:var(--sunken);border-radius:4px;padding:8px 10px;margin:4px 0}
.hash{color:var(--soft);max-width:none}
.groups{word-break:normal}
.said{border-left:2px solid var(--strong);padding-left:10px;margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}
a{color:var(--accent);text-decoration:none}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin:14px 0 0;font-size:11.5px}
footer{margin-top:36px;border-top:2px solid var(--ink);padding-top:10px;color:var(--soft);font-size:11.5px}
@page{size:A4 landscape;margin:11mm 12mm 13mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:8pt system-ui,sans-serif;color:#616a77}}
@media print{body{background:#fff;font-size:8.6pt}main{max-width:none;margin:0;padding:0;border:0;border-radius:0}nav{display:none}small,.small,.note,th,dt,.remarks,footer,.chip{font-size:7.4pt}pre,.hash{font-size:7pt}h1{font-size:17pt}h2{font-size:12pt}.training,.chip,th,tfoot td,tr.sum td,pre{print-color-adjust:exact;-webkit-print-color-adjust:exact}th,td{padding:3px 6px}th.figure,td.figure{padding-right:calc(6px + .42em)}td.negative{padding-right:6px}}
`
