/** Plain black on white; a submission is not torn across two pages where it fits on one. */
export const worksheetStyle = `
@page{margin:15mm}
body{font:11pt/1.4 system-ui,sans-serif;color:#111;background:#fff;margin:2em auto;max-width:60em;padding:0 1em}
h1{font-size:16pt;margin:0 0 .5em}
h2{font-size:12pt;margin:1.5em 0 .25em}
section{break-inside:avoid}
dl{display:flex;flex-wrap:wrap;gap:.25em 2em;margin:.25em 0 .5em}
dt{font-weight:600}
dt,dd{display:inline;margin:0}
table{border-collapse:collapse;width:100%;font-size:9.5pt}
thead{display:table-header-group}
th,td{border:1px solid #666;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.amount{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.box{min-width:2.5em}
tr{break-inside:avoid}
footer{margin-top:2em;font-size:8.5pt;color:#333;overflow-wrap:anywhere}
.training{border:3px solid #8a4b00;background:#fff1d6;color:#5a3000;font-weight:700;padding:.6em 1em;text-align:center;print-color-adjust:exact;-webkit-print-color-adjust:exact}
`
