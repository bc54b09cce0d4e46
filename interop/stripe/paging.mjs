// The judge of interop/stripe/paging: npm's stripe-stateful-mock, which keeps what it is given and pages through it as
// its authors understand Stripe.
//
//   paging.mjs serve COUNT           makes COUNT objects of each kind, writes their ids to made.json, prints its address
//                                    and serves until it is ended; loopback only
//   paging.mjs verdict               fails unless messages.jsonl holds each id of made.json once, and nothing else
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KEY = "sk_test_paging";

const KINDS = {
  customers: n => ({ email: `a${n}@example.com` }),
  products: n => ({ name: `Product ${n}`, type: "service" }),
  charges: n => ({ amount: 100 + n, currency: "eur", source: "tok_visa" }),
  refunds: (n, made) => ({ charge: made.charges[n] }),
  tax_rates: n => ({ display_name: "VAT", inclusive: "false", percentage: n % 30 }),
};

async function create(url, kind, fields) {
  const answer = await fetch(`${url}/v1/${kind}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${KEY}` },
    body: new URLSearchParams(fields),
  });
  const object = await answer.json();
  if (!answer.ok) {
    throw new Error(`${kind} cannot be made: ${JSON.stringify(object)}`);
  }
  return object.id;
}

function serve(count) {
  const require = createRequire(join(process.cwd(), "package.json"));
  const server = require("stripe-stateful-mock").createExpressApp().listen(0, "127.0.0.1", async () => {
    const url = `http://127.0.0.1:${server.address().port}`;
    const made = {};
    for (const [kind, fields] of Object.entries(KINDS)) {
      made[kind] = [];
      for (let n = 0; n < count; n++) {
        made[kind].push(await create(url, kind, fields(n, made)));
      }
    }
    writeFileSync("made.json", JSON.stringify(made));
    // A list is read up to the second that has not ended, whose objects are for the next run.
    await new Promise(ended => setTimeout(ended, 1000));
    console.log(`listening on ${url}`);
  });
}

function verdict() {
  const made = JSON.parse(readFileSync("made.json", "utf8"));
  const read = {};
  for (const line of readFileSync("messages.jsonl", "utf8").split("\n")) {
    const message = line === "" ? {} : JSON.parse(line);
    if (message.type === "RECORD") {
      (read[message.stream] ??= []).push(message.record.id);
    }
  }
  let wrong = false;
  for (const [kind, ids] of Object.entries(made)) {
    const got = read[kind] ?? [];
    const lost = ids.filter(id => !got.includes(id));
    const doubled = got.length - new Set(got).size;
    const strange = got.filter(id => !ids.includes(id));
    if (lost.length + doubled + strange.length > 0) {
      console.error(`paging: ${kind}: ${lost.length} lost, ${doubled} doubled, ${strange.length} that nobody made`);
      wrong = true;
    }
  }
  if (wrong) {
    process.exit(1);
  }
  const all = Object.values(made).flat().length;
  console.log(`paging: all ${all} objects of ${Object.keys(made).join(", ")} are read, each of them once`);
}

if (process.argv[2] === "serve") {
  serve(Number(process.argv[3]));
} else {
  verdict();
}
