"use strict";
// The report's script. Strings of the case reach the page as text nodes and attributes only; nothing is ever
// parsed as markup, and the page's content security policy forbids any request.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { documents, events, attributions, ties, positions, actors, incidents, contradictions, reviews, profiles, predictions } = data;
  const $ = (id) => document.getElementById(id);

  // ---------------------------------------------------------------- elements

  const append = (parent, children) => {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false || child === "") continue;
      parent.append(child instanceof Node ? child : String(child));
    }
    return parent;
  };
  const make = (element, attributes, children) => {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (key === "css") for (const [name, one] of Object.entries(value)) element.style.setProperty(name, one);
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    return append(element, children);
  };
  const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
  const svg = (name, attributes, ...children) =>
    make(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  const fill = (host, ...children) => { host.replaceChildren(); return append(host, children); };

  // ---------------------------------------------------------------- words

  const grouped = new Intl.NumberFormat("en");
  const number = (n) => (n < 1000 ? String(n) : grouped.format(n));
  const count = (n, one, many) => `${number(n)} ${n === 1 ? one : many || one + "s"}`;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const dayWords = (iso) => {
    const [year, month, day] = iso.split("-");
    return `${Number(day)} ${MONTHS[month - 1]} ${Number(year)}`;
  };
  const dateWords = (date) => {
    if (!date) return null;
    if (date.md) {
      const [, , month, day] = date.md.split("-");
      return `${Number(day)} ${MONTHS[month - 1]} (no year)`;
    }
    if (!date.first) return date.last ? `until ${dayWords(date.last)}` : null;
    if (date.first === date.last) return dayWords(date.first);
    if (date.p === "open" || !date.last) return `since ${dayWords(date.first)}`;
    if (date.p === "month") return `${MONTHS[date.first.slice(5, 7) - 1]} ${Number(date.first.slice(0, 4))}`;
    if (date.p === "year") return String(Number(date.first.slice(0, 4)));
    return `${dayWords(date.first)} – ${dayWords(date.last)}`;
  };
  const STATUS = {
    asserted: "said to have happened",
    negated: "said not to have happened",
    hypothetical: "only possible, feared, wanted or asked for",
    future: "planned, promised or predicted",
    historical: "background of over a year before",
  };
  const QUAD = { 1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict" };
  const ACT = {
    AGREE: "agree, offer, promise", CONSULT: "meet, visit, negotiate", SUPPORT: "back in words, sign",
    CONCEDE: "give way in words", COOPERATE: "cooperate in deed", AID: "give money, arms, relief",
    RETREAT: "withdraw, release, let in", REQUEST: "demand, urge, appeal", ACCUSE: "criticise, blame, charge",
    REJECT: "refuse, veto, break off", THREATEN: "threaten, warn", PROTEST: "demonstrate, strike",
    SANCTION: "cut or lower relations", MOBILIZE: "move or ready force", COERCE: "arrest, seize, besiege, restrict",
    ASSAULT: "attack, kill, capture",
  };
  const TIE = {
    allied_with: "is allied with", opposed_to: "is opposed to", backs: "backs", leads: "leads", member_of: "belongs to",
    controls: "controls", favours: "favours", disfavours: "disfavours",
  };
  const link = (kind, value) => `#${kind}=${encodeURIComponent(value)}`;
  const nameOf = (document_) => document_.title || document_.opening || document_.file || "Untitled";
  const publisherOf = (document_) => document_.publisher || "publisher unknown";
  const published = (document_) => dateWords(document_.date) || "undated";
  const actorName = (id) => (Object.hasOwn(actors, id) ? actors[id].n : id);

  const eventById = new Map(events.map((event) => [event.id, event]));
  const documentById = new Map(documents.map((each, index) => [each.id, index]));
  const incidentById = new Map(incidents.map((each) => [each.id, each]));
  const incidentOf = new Map();
  for (const each of incidents) for (const id of each.events) if (each.events.length > 1) incidentOf.set(id, each);
  const contradictionsOf = new Map();
  for (const each of contradictions)
    for (const id of [each.a, each.b]) contradictionsOf.set(id, [...(contradictionsOf.get(id) || []), each]);
  for (const event of events) {
    for (const side of ["a", "r"]) if (event[side]) event[side] = event[side].map((n) => data.parties[n]);
    event.x = data.sentences[event.x];
  }
  attributions.forEach((each, row) => { each.row = row; });
  const attributionByKey = new Map(attributions.map((each) => [`${each.d} ${each.id}`, each]));
  const attributionById = new Map(attributions.map((each) => [each.id, each]));
  const carriers = new Set(attributions.filter((each) => each.next !== undefined).map((each) => each.next));
  const reviewOf = (id) => (Object.hasOwn(reviews, id) ? reviews[id] : null);

  // Hands from the origin to the last carrier; a loop in the data ends the walk instead of the page.
  const chainOf = (attribution) => {
    const hands = [];
    for (let each = attribution; each && !hands.includes(each); each = attributions[each.next]) hands.push(each);
    return hands;
  };
  const speaker = (each) => each.name || each.src || "somebody not named";

  // ---------------------------------------------------------------- small pieces

  const statusBadge = (status) => h("span", { class: `status st-${status}`, title: STATUS[status] }, status);
  const act = (event) =>
    h("span", { class: `act q${data.quads[event.t]}${event.s === "asserted" || event.s === "historical" ? "" : " unreal"}`, title: `${ACT[event.t]} (${QUAD[data.quads[event.t]]})` },
      event.s === "negated" ? h("s", {}, event.t) : event.t);
  const reviewBadge = (id) => {
    const review = reviewOf(id);
    if (!review) return null;
    const done = { accept: "accepted", reject: "rejected", correct: "corrected" }[review.decision];
    return h("span", { class: `review ${review.decision}`, title: [review.note, review.at.replace("T", " ")].filter(Boolean).join("; ") },
      `${done} by ${review.by}`);
  };
  // Who the words stand for is set apart from the words: a name we resolved is upright, unresolved words are quoted.
  const asWritten = (name, words) => (words.toLowerCase().includes(name.toLowerCase()) ? null : h("span", { class: "as" }, ` “${words}”`));
  const party = (each) => {
    const words = each.w.replace(/\s+/g, " ");
    if (!each.id && !each.n) return h("span", { class: "party words", title: "as the text has it; not identified" }, `“${words}”`);
    const name = each.n || each.id;
    return h("span", { class: "party" },
      each.id ? h("a", { href: link("actor", each.id) }, name) : h("b", {}, name),
      asWritten(name, words));
  };
  const parties = (list, none) =>
    list && list.length ? list.map((each, n) => [n ? h("span", { class: "and" }, " · ") : null, party(each)]) : h("span", { class: "none" }, none);
  const withTrigger = (row, kind) => {
    if (!row.xb) return row.x;
    const [begin, end] = row.xb;
    return [row.x.slice(0, begin), h("mark", { class: kind || "trigger" }, row.x.slice(begin, end)), row.x.slice(end)];
  };
  const publisherLink = (name) => h("a", { href: link("publisher", name || "") }, name || "publisher unknown");
  // "according to X", "citing X": these words stand before whom they credit.
  const before = (hand) => /^(according|citing|per|quoting|cited)\b/i.test(hand.cue || "");
  const chainPath = (attribution) => {
    const hands = chainOf(attribution);
    const document_ = documents[attribution.d];
    return h("ol", { class: "chain", "aria-label": "The way of the claim, from its origin to the page it was read on" },
      hands.map((hand) => h("li", { class: `hand k-${hand.sk || "named"}` },
        before(hand) ? h("span", { class: "cue" }, `${hand.cue} `) : null,
        hand.actor ? h("a", { href: link("actor", hand.actor) }, speaker(hand)) : h("b", {}, speaker(hand)),
        hand.name && hand.src ? asWritten(hand.name, hand.src) : null,
        before(hand) ? null : h("span", { class: "cue" }, ` ${hand.cue || hand.stance || ""}`))),
      document_.first_published && document_.first_published !== document_.publisher
        ? h("li", { class: "paper" }, h("b", {}, document_.first_published), h("span", { class: "cue" }, " printed it first")) : null,
      h("li", { class: "paper" }, publisherLink(document_.publisher), h("span", { class: "cue" }, " printed it")));
  };

  // ---------------------------------------------------------------- tables

  // One table: sorted by its headings, fifty rows at a time, arrow keys between the lines.
  const PAGE = 50;
  const printing = [];
  const table = ({ host, label, columns, rows, none, sort, down, size = PAGE, rowClass }) => {
    const state = { rows, page: 0, sort, down: Boolean(down) };
    const sorted = () => {
      const column = columns.find((each) => each.id === state.sort);
      if (!column) return state.rows;
      const keyed = state.rows.map((row, index) => [column.key(row), index, row]);
      const sign = state.down ? -1 : 1;
      keyed.sort(([a, i], [b, j]) => {
        // What is unknown stands last whichever way the rest is turned.
        if (a === b || (a ?? "") === (b ?? "")) return i - j;
        if (a === null || a === undefined || a === "") return 1;
        if (b === null || b === undefined || b === "") return -1;
        return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1);
      });
      return keyed.map(([, , row]) => row);
    };
    let shown = [];
    const draw = (limit = size, first = state.page * size) => {
      shown = sorted();
      if (first >= shown.length) { state.page = 0; first = 0; }
      const slice = shown.slice(first, first + limit);
      const head = h("tr", {}, columns.map((column) => h("th", { scope: "col", class: column.class, "aria-sort": state.sort === column.id ? (state.down ? "descending" : "ascending") : null },
        column.key ? h("button", { type: "button", onclick: () => {
          if (state.sort === column.id) state.down = !state.down;
          else { state.sort = column.id; state.down = Boolean(column.down); }
          state.page = 0;
          draw();
          host.querySelector(`th[aria-sort] button`)?.focus();
        } }, column.name, h("span", { class: "arrow", "aria-hidden": "true" }, state.sort === column.id ? (state.down ? " ▾" : " ▴") : "")) : column.name)));
      const body = h("tbody", { onkeydown: arrows, onclick: follow }, slice.map((row) =>
        h("tr", { class: rowClass ? rowClass(row) : null }, columns.map((column) => h("td", { class: column.class, "data-label": column.name }, column.cell(row))))));
      const pages = Math.ceil(shown.length / size);
      fill(host,
        shown.length ? h("div", { class: "scroll" }, h("table", { "aria-label": label }, h("thead", {}, head), body)) : h("p", { class: "none" }, none),
        limit < shown.length && limit !== size ? h("p", { class: "fine" }, `The first ${number(limit)} of ${number(shown.length)} lines.`) : null,
        pages > 1 && limit === size ? h("div", { class: "pager", role: "group", "aria-label": `Pages of ${label}` },
          h("button", { type: "button", disabled: state.page === 0, onclick: () => turn(-1) }, "‹ Earlier lines"),
          h("span", {}, `${number(first + 1)}–${number(first + slice.length)} of ${number(shown.length)}`),
          h("button", { type: "button", disabled: state.page >= pages - 1, onclick: () => turn(1) }, "Further lines ›")) : null);
    };
    const turn = (step) => {
      state.page += step;
      draw();
      host.scrollIntoView({ block: "start" });
      (host.querySelectorAll(".pager button:not([disabled])")[step < 0 ? 0 : host.querySelectorAll(".pager button:not([disabled])").length - 1])?.focus({ preventScroll: true });
    };
    const handle = {
      update: (next) => { state.rows = next; state.page = 0; draw(); },
      all: () => shown,
      reveal: (row) => {
        const at = shown.indexOf(row);
        if (at < 0) return;
        state.page = Math.floor(at / size);
        draw();
      },
    };
    printing.push((limit) => (limit ? draw(size < PAGE ? 3 * size : limit, 0) : draw()));
    draw();
    return handle;
  };
  const arrows = (press) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    if (!(press.key in steps) || press.altKey || press.ctrlKey || press.metaKey) return;
    const lines = [...press.currentTarget.querySelectorAll("a.line")];
    const row = press.target.closest("tr");
    const at = lines.findIndex((each) => row && row.contains(each));
    if (at < 0) return;
    press.preventDefault();
    lines[Math.min(lines.length - 1, Math.max(0, at + steps[press.key]))].focus();
  };
  // A click anywhere on a line opens it, unless it meant a link, a button or marked some words.
  const follow = (click) => {
    if (click.target.closest("a,button,summary,details") || String(getSelection())) return;
    click.target.closest("tr")?.querySelector("a.line")?.click();
  };

  // ---------------------------------------------------------------- filters

  const filter = { text: "", type: "", quads: new Set(), status: "", who: "", actor: "", publisher: "", from: "", to: "", review: "", basis: "act" };
  const hasDate = events.filter((event) => event.when && event.when.first).length;
  if (events.length && hasDate * 2 < events.length) filter.basis = "published";

  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const cached = (build) => { const kept = new WeakMap(); return (key) => { if (!kept.has(key)) kept.set(key, build(key)); return kept.get(key); }; };
  const eventParties = (event) => [...(event.a || []), ...(event.r || [])];
  const partyHay = cached((event) => plain(eventParties(event).map((each) => `${each.n || ""} ${each.w}`).join(" | ")));
  const eventHay = cached((event) => plain([event.x, event.by, event.where, documents[event.d].title].filter(Boolean).join(" | ")) + " | " + partyHay(event));
  const statementHay = cached((each) => plain(chainOf(each).map((hand) => `${hand.name || ""} ${hand.src || ""}`).join(" | ")));
  const claimHay = cached((each) => plain(`${each.x} | ${each.to || ""} | `) + statementHay(each));
  const span = (event) => {
    const date = filter.basis === "act" ? event.when : documents[event.d].date;
    return date && date.first ? [date.first, date.last || date.first] : null;
  };
  const reviewFits = (id) => {
    const decision = reviewOf(id)?.decision;
    if (filter.review === "") return decision !== "reject";
    return filter.review === "all" || (filter.review === "any" ? Boolean(decision) : decision === filter.review);
  };
  const fits = (event, skip) => {
    if (filter.type && event.t !== filter.type) return false;
    if (skip !== "quads" && filter.quads.size && !filter.quads.has(data.quads[event.t])) return false;
    if (filter.status && event.s !== filter.status) return false;
    if (filter.publisher && publisherOf(documents[event.d]) !== filter.publisher) return false;
    if (!reviewFits(event.id)) return false;
    if (filter.actor && !eventParties(event).some((each) => each.id === filter.actor)) return false;
    if (filter.who && !partyHay(event).includes(plain(filter.who))) return false;
    if (filter.text && !eventHay(event).includes(plain(filter.text))) return false;
    if (filter.from || filter.to) {
      const days = span(event);
      if (!days || (filter.from && days[1] < filter.from) || (filter.to && days[0] > filter.to)) return false;
    }
    return true;
  };
  const statementFits = (each) =>
    (!filter.publisher || publisherOf(documents[each.d]) === filter.publisher) && reviewFits(each.id)
    && (!filter.actor || chainOf(each).some((hand) => hand.actor === filter.actor))
    && (!filter.who || statementHay(each).includes(plain(filter.who)))
    && (!filter.text || claimHay(each).includes(plain(filter.text)));

  const tally = (list, key) => {
    const counts = new Map();
    for (const each of list) { const name = key(each); counts.set(name, (counts.get(name) || 0) + 1); }
    return [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1));
  };
  const option = (value, text) => h("option", { value }, text);

  const typeCounts = new Map(tally(events, (event) => event.t));
  fill($("f-type"), option("", "any"), [1, 2, 3, 4].map((quad) => h("optgroup", { label: QUAD[quad] },
    Object.keys(ACT).filter((type) => data.quads[type] === quad && typeCounts.has(type)).map((type) => option(type, `${type} (${number(typeCounts.get(type))})`)))).filter((group) => group.children.length));
  const statusCounts = new Map(tally(events, (event) => event.s));
  fill($("f-status"), option("", "any"), Object.keys(STATUS).filter((status) => statusCounts.has(status)).map((status) => option(status, `${status} (${number(statusCounts.get(status))})`)));
  fill($("f-publisher"), option("", "any"), tally(documents, publisherOf).map(([name, n]) => option(name, `${name} (${number(n)})`)));
  const presence = new Map();
  for (const event of events) for (const each of eventParties(event)) if (each.id) presence.set(each.id, (presence.get(each.id) || 0) + 1);
  fill($("actor-names"), [...presence].sort((a, b) => b[1] - a[1]).slice(0, 300).map(([id]) => h("option", { value: actorName(id) })));

  let chosen = events;
  const refresh = () => {
    chosen = events.filter((event) => fits(event));
    $("f-count").textContent = chosen.length === events.length ? count(events.length, "event") : `${number(chosen.length)} of ${count(events.length, "event")}`;
    drawTimeline();
    peopleTable.update(people());
    eventsTable.update(chosen);
    statementsTable.update(claims.filter(statementFits));
    showPicked();
  };
  // An actor chosen by a click is one actor, not all whose name holds these letters; it stands as a chip to take away.
  const showPicked = () => {
    document.querySelector("#filters .picked")?.remove();
    if (!filter.actor) return;
    $("filters").insertBefore(h("button", { type: "button", class: "picked", onclick: () => { filter.actor = ""; refresh(); $("f-actor").focus(); } },
      actorName(filter.actor), h("span", { "aria-hidden": "true" }, " ✕"), h("span", { class: "hidden" }, ": show everybody again")), document.querySelector("#filters .done"));
  };
  let waiting = 0;
  const inputs = { text: "f-text", type: "f-type", status: "f-status", who: "f-actor", publisher: "f-publisher", from: "f-from", to: "f-to", review: "f-review" };
  for (const [name, id] of Object.entries(inputs)) {
    $(id).addEventListener("input", () => {
      filter[name] = $(id).value.trim();
      clearTimeout(waiting);
      waiting = setTimeout(refresh, id === "f-text" || id === "f-actor" ? 150 : 0);
    });
  }
  $("filters").addEventListener("submit", (submit) => submit.preventDefault());
  $("filters").addEventListener("reset", () => {
    Object.assign(filter, { text: "", type: "", status: "", who: "", actor: "", publisher: "", from: "", to: "", review: "" });
    filter.quads.clear();
    setTimeout(refresh);
  });
  const pick = (changes) => {
    Object.assign(filter, changes);
    for (const [name, id] of Object.entries(inputs)) if (name in changes) $(id).value = changes[name];
    refresh();
  };

  // ---------------------------------------------------------------- what was read

  const coded = documents.filter((each) => each.events || each.attributions).length;
  const reprints = documents.filter((each) => each.reprint).length;
  const cut = documents.filter((each) => each.cut).length;
  const foreign = documents.filter((each) => each.language && each.language !== "en").length;
  const undated = documents.filter((each) => !each.date).length;
  const days = documents.map((each) => each.date && each.date.first).filter(Boolean).sort();
  const claims = attributions.filter((each) => !carriers.has(each.row));
  for (const each of claims) each.hands = each.next === undefined ? 1 : chainOf(each).length;
  const tile = (n, name, more, href) => h(href ? "a" : "div", { class: "tile", href }, h("b", {}, number(n)), h("span", {}, name), more ? h("small", {}, more) : null);
  fill($("tiles"),
    tile(documents.length, documents.length === 1 ? "document" : "documents", days.length ? (days[0] === days.at(-1) ? dayWords(days[0]) : `${dayWords(days[0])} – ${dayWords(days.at(-1))}`) : "undated", "#documents"),
    tile(new Set(documents.map(publisherOf)).size, "publishers", reprints ? `${count(reprints, "reprint")} found` : null, "#read"),
    tile(events.length, "events", `${number(events.filter((event) => event.s === "asserted").length)} asserted`, "#events"),
    tile(claims.length, "claims", `${number(claims.filter((each) => each.next !== undefined).length)} through more than one hand`, "#statements"),
    tile(Object.keys(actors).length, "actors identified", null, "#people"),
    incidents.length ? tile(incidents.filter((each) => each.events.length > 1).length, "incidents told more than once", null, "#incidents") : null,
    contradictions.length ? tile(contradictions.length, contradictions.length === 1 ? "contradiction" : "contradictions", null, "#contradictions") : null,
    Object.keys(reviews).length ? tile(Object.keys(reviews).length, "lines decided by a person", null, "#events") : null);
  const perPublisher = tally(documents, (each) => each.publisher || "").sort((a, b) => (b[0] !== "") - (a[0] !== ""));
  const most = Math.max(1, ...perPublisher.map(([, n]) => n));
  const bars = (list, of, row) => h("ul", { class: "bars" }, list.map(([name, n]) => h("li", {}, row(name),
    h("span", { class: "bar", "aria-hidden": "true" }, h("i", { css: { width: `${(100 * n) / of}%` } })), h("span", { class: "n" }, number(n)))));
  const longList = (list, size, draw) => {
    const rest = list.slice(size);
    return [draw(list.slice(0, size)), rest.length ? h("details", {}, h("summary", {}, `${number(rest.length)} more`), draw(rest)) : null];
  };
  fill($("publishers"), longList(perPublisher, 8, (part) => bars(part, most, (name) => publisherLink(name))));
  const reason = (n, words, ...more) => (n ? h("li", {}, h("b", {}, number(n)), " ", words, ...more) : null);
  const uncodedTotal = data.uncoded.reduce((sum, [, n]) => sum + n, 0);
  fill($("left-out"), h("ul", { class: "plainlist" },
    reason(data.refused.length, data.refused.length === 1 ? "file was refused" : "files were refused",
      h("details", {}, h("summary", {}, "which, why, and the cure"), h("ul", {}, data.refused.map((each) => h("li", {}, h("code", {}, each.file), `: ${each.reason}; ${each.cure}`))))),
    reason(reprints, reprints === 1 ? "reprint of an article that is here already: kept, not a second witness" : "reprints of articles that are here already: kept, not second witnesses"),
    reason(cut, cut === 1 ? "article is cut off: only its beginning was read" : "articles are cut off: only their beginnings were read"),
    reason(foreign, foreign === 1 ? "document in another language: kept, not coded" : "documents in other languages: kept, not coded"),
    reason(undated, undated === 1 ? "document has no date" : "documents have no date"),
    reason(documents.length - coded - foreign > 0 ? documents.length - coded - foreign : 0, "with nothing to code in them"),
    reason(uncodedTotal, uncodedTotal === 1 ? "passage looked like a line of the record and was not coded" : "passages looked like a line of the record and were not coded",
      h("details", {}, h("summary", {}, "reasons"), h("ul", {}, data.uncoded.slice(0, 40).map(([why, n]) => h("li", {}, `${number(n)} × ${why}`)), data.uncoded.length > 40 ? h("li", {}, `and ${number(data.uncoded.length - 40)} more reasons`) : null))),
    !data.refused.length && !reprints && !cut && !foreign && !undated && !uncodedTotal ? h("li", {}, "Nothing: every file was read whole.") : null));

  // ---------------------------------------------------------------- timeline

  const DAY = 86400000;
  const dayNumbers = new Map();
  const toDay = (iso) => {
    if (!dayNumbers.has(iso)) dayNumbers.set(iso, Math.round(Date.UTC(...iso.split("-").map((part, n) => Number(part) - (n === 1 ? 1 : 0))) / DAY));
    return dayNumbers.get(iso);
  };
  const fromDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const startOf = {
    day: (iso) => iso,
    week: (iso) => fromDay(toDay(iso) - ((toDay(iso) + 3) % 7)), // Monday; day 0 was a Thursday
    month: (iso) => `${iso.slice(0, 7)}-01`,
    year: (iso) => `${iso.slice(0, 4)}-01-01`,
  };
  const nextOf = {
    day: (iso) => fromDay(toDay(iso) + 1),
    week: (iso) => fromDay(toDay(iso) + 7),
    month: (iso) => { const [y, m] = iso.split("-").map(Number); return m === 12 ? `${String(y + 1).padStart(4, "0")}-01-01` : `${iso.slice(0, 5)}${String(m + 1).padStart(2, "0")}-01`; },
    year: (iso) => `${String(Number(iso.slice(0, 4)) + 1).padStart(4, "0")}-01-01`,
  };
  const LENGTH = { day: 1, week: 7, month: 31, year: 366 };
  const real = (event) => event.s === "asserted" || event.s === "historical";
  const binName = (iso, bin) => (bin === "year" ? iso.slice(0, 4) : bin === "month" ? `${MONTHS[iso.slice(5, 7) - 1]} ${iso.slice(0, 4)}` : bin === "week" ? `week of ${dayWords(iso)}` : dayWords(iso));

  const drawTimeline = () => {
    const host = $("t-chart");
    const forChart = chosen;
    const dated = [];
    let none = 0;
    for (const event of forChart) { const days = span(event); if (days) dated.push([days[0], days[1], event]); else none += 1; }
    // The axis follows the reporting: a glance back at 1945 must not flatten the weeks the case is about.
    let outside = 0;
    let inside = dated;
    if (filter.basis === "act" && days.length) {
      const low = fromDay(toDay(days[0]) - 60), high = fromDay(toDay(days.at(-1)) + 60);
      inside = dated.filter(([first]) => first >= low && first <= high);
      if (inside.length * 2 < dated.length) inside = dated;
      outside = dated.length - inside.length;
    }
    const firsts = inside.map(([first]) => first).sort();
    const width = Math.max(300, host.clientWidth || 800);
    const reach = firsts.length ? toDay(firsts.at(-1)) - toDay(firsts[0]) + 1 : 0;
    const bin = $("t-bin").value || (reach <= Math.min(150, width / 7) ? "day" : reach <= width * 1.1 ? "week" : reach <= 31 * 200 ? "month" : "year");
    // What is known to a month only has no place on an axis of days.
    const coarse = inside.filter(([first, last]) => toDay(last) - toDay(first) + 1 > Math.max(LENGTH[bin], 7));
    const drawn = inside.filter(([first, last]) => toDay(last) - toDay(first) + 1 <= Math.max(LENGTH[bin], 7));
    const notes = [];
    if (none) notes.push(filter.basis === "act" ? `for ${count(none, "event")} the text gives no date` : `${count(none, "event")} in undated documents`);
    if (coarse.length) notes.push(`${number(coarse.length)} ${coarse.length === 1 ? "is" : "are"} dated too roughly for bars of a ${bin}`);
    if (outside) notes.push(`${number(outside)} ${outside === 1 ? "lies" : "lie"} more than two months before or after the reporting`);
    $("t-note").textContent = (filter.basis === "act" ? "By the date the text gives the act. " : "By the date of publication, not of the act. ")
      + "Full colour: said to have happened; hatched: denied, possible or still to come."
      + (notes.length ? ` Not drawn: ${notes.join("; ")}.` : "");
    if (!drawn.length) return void fill(host, h("p", { class: "none" }, "No event here has a date that can be drawn."));
    const bins = new Map();
    for (const [first, , event] of drawn) {
      const start = startOf[bin](first);
      if (!bins.has(start)) bins.set(start, { 1: [0, 0], 2: [0, 0], 3: [0, 0], 4: [0, 0], all: 0 });
      const cell = bins.get(start);
      cell[data.quads[event.t]][real(event) ? 0 : 1] += 1;
      cell.all += 1;
    }
    const starts = [];
    const last = [...bins.keys()].sort().at(-1);
    for (let start = [...bins.keys()].sort()[0]; start <= last && starts.length < 2000; start = nextOf[bin](start)) starts.push(start);
    const height = 200, left = 34, bottom = 24, top = 8;
    const tallest = Math.max(...[...bins.values()].map((cell) => cell.all));
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000].find((each) => tallest / each <= 5) || 20000;
    const ceiling = Math.ceil(tallest / step) * step;
    const y = (n) => top + (height - top - bottom) * (1 - n / ceiling);
    const room = (width - left - 4) / starts.length;
    const gap = room > 6 ? Math.min(4, room * 0.2) : 0;
    const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Events by ${bin}; arrow keys move between bars, Enter shows the events of one` });
    picture.append(svg("defs", {}, [1, 2, 3, 4].map((quad) => svg("pattern", { id: `hatch${quad}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 5, height: 5, class: `pale q${quad}` }), svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, class: `hatchline q${quad}` })))));
    for (let n = 0; n <= ceiling; n += step) {
      picture.append(svg("line", { x1: left, x2: width, y1: y(n), y2: y(n), class: "grid" }), svg("text", { x: left - 6, y: y(n) + 4, class: "tick", "text-anchor": "end" }, n));
    }
    // As many dates below as fit without touching, at the first of a month or year where there is one.
    const every = Math.max(1, Math.ceil(78 / room));
    let edge = -Infinity;
    starts.forEach((start, n) => {
      const x = left + n * room;
      const round = bin === "day" ? start.endsWith("-01") || n % every === 0 : n % every === 0;
      if (!round || x < edge || x + 60 > width) return;
      edge = x + (n ? 76 : 114);
      picture.append(svg("text", { x: x + room / 2, y: height - 6, class: "tick", "text-anchor": n ? "middle" : "start" }, bin === "week" ? dayWords(start) : binName(start, bin)));
    });
    const bars_ = [];
    starts.forEach((start, n) => {
      const cell = bins.get(start);
      if (!cell) return;
      const end = fromDay(toDay(nextOf[bin](start)) - 1);
      const chosenBin = filter.from === start && filter.to === end;
      const words = [1, 2, 3, 4].filter((quad) => cell[quad][0] + cell[quad][1]).map((quad) => `${cell[quad][0] + cell[quad][1]} ${QUAD[quad]}`);
      const choose = () => pick(chosenBin ? { from: "", to: "" } : { from: start, to: end });
      const bar = svg("g", { class: `col${chosenBin ? " on" : ""}`, role: "button", tabindex: bars_.length ? -1 : 0, "data-start": start, "aria-pressed": String(chosenBin),
        "aria-label": `${binName(start, bin)}: ${count(cell.all, "event")}, ${words.join(", ")}`, onclick: () => { choose(); host.querySelector(`[data-start="${start}"]`)?.focus(); } },
        svg("title", {}, `${binName(start, bin)}: ${count(cell.all, "event")}\n${words.join("\n")}`),
        svg("rect", { x: left + n * room, y: top, width: room, height: height - top - bottom, class: "reachable" }));
      let base = 0;
      for (const quad of [2, 1, 3, 4]) for (const kind of [0, 1]) {
        const amount = cell[quad][kind];
        if (!amount) continue;
        bar.append(svg("rect", { x: left + n * room + gap / 2, width: Math.max(1, room - gap), y: y(base + amount), height: y(base) - y(base + amount), ...(kind ? { fill: `url(#hatch${quad})` } : { class: `solid q${quad}` }) }));
        base += amount;
      }
      bars_.push(bar);
      picture.append(bar);
    });
    picture.addEventListener("keydown", (press) => {
      const at = bars_.indexOf(press.target.closest("g.col"));
      if (at < 0) return;
      const step_ = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[press.key];
      if (step_ !== undefined) {
        press.preventDefault();
        bars_[at].setAttribute("tabindex", -1);
        const next = bars_[Math.min(bars_.length - 1, Math.max(0, at + step_))];
        next.setAttribute("tabindex", 0);
        next.focus();
      } else if (press.key === "Enter" || press.key === " ") {
        press.preventDefault();
        const start = bars_[at].dataset.start;
        bars_[at].dispatchEvent(new MouseEvent("click", { bubbles: true }));
        host.querySelector(`[data-start="${start}"]`)?.focus();
      }
    });
    fill(host, picture);
  };
  const drawLegend = () => fill($("t-legend"), [2, 1, 3, 4].map((quad) => {
    const n = events.filter((event) => data.quads[event.t] === quad).length;
    return h("button", { type: "button", class: `chip q${quad}`, "aria-pressed": String(filter.quads.has(quad)), onclick: () => {
      if (filter.quads.has(quad)) filter.quads.delete(quad); else filter.quads.add(quad);
      drawLegend();
      refresh();
      $("t-legend").querySelector(`.q${quad}`).focus();
    } }, h("i", { "aria-hidden": "true" }), QUAD[quad], h("span", { class: "n" }, number(n)));
  }));
  $("t-basis").value = filter.basis;
  $("t-basis").addEventListener("change", () => { filter.basis = $("t-basis").value; refresh(); });
  $("t-bin").addEventListener("change", drawTimeline);

  // ---------------------------------------------------------------- who appears most

  const people = () => {
    const rows = new Map();
    const row = (id) => { if (!rows.has(id)) rows.set(id, { id, n: actorName(id), k: actors[id] && actors[id].k, actor: 0, recipient: 0, speaker: 0, 1: 0, 2: 0, 3: 0, 4: 0 }); return rows.get(id); };
    for (const event of chosen) {
      for (const id of new Set((event.a || []).map((each) => each.id).filter(Boolean))) { row(id).actor += 1; row(id)[data.quads[event.t]] += 1; }
      for (const id of new Set((event.r || []).map((each) => each.id).filter(Boolean))) row(id).recipient += 1;
    }
    for (const each of attributions) if (each.actor && statementFits(each)) row(each.actor).speaker += 1;
    return [...rows.values()];
  };
  let scale = 1;
  const mix = (row) => h("span", { class: "mix", role: "img", "aria-label": [1, 2, 3, 4].filter((quad) => row[quad]).map((quad) => `${row[quad]} ${QUAD[quad]}`).join(", ") || "no acts" },
    [2, 1, 3, 4].map((quad) => (row[quad] ? h("i", { class: `q${quad}`, title: `${row[quad]} ${QUAD[quad]}`, css: { width: `${(100 * row[quad]) / scale}%` } }) : null)));
  const peopleTable = table({
    host: $("people-table"), label: "Who appears most", rows: [], none: "Nobody here is identified.", size: 12, sort: "all", down: true,
    columns: [
      { id: "name", name: "Who", key: (row) => row.n.toLowerCase(), cell: (row) => [h("a", { class: "line", href: link("actor", row.id) }, row.n), row.k && row.k.toLowerCase() !== row.id ? h("span", { class: "as" }, ` ${row.k}`) : null] },
      { id: "all", name: "Lines", class: "num", down: true, key: (row) => row.actor + row.recipient + row.speaker, cell: (row) => number(row.actor + row.recipient + row.speaker) },
      { id: "actor", name: "Acts", class: "num", down: true, key: (row) => row.actor, cell: (row) => number(row.actor) },
      { id: "mix", name: "of which", class: "mixcell", cell: mix },
      { id: "recipient", name: "Done to them", class: "num", down: true, key: (row) => row.recipient, cell: (row) => number(row.recipient) },
      { id: "speaker", name: "Is credited", class: "num", down: true, key: (row) => row.speaker, cell: (row) => number(row.speaker) },
      { id: "only", name: "", class: "tight", cell: (row) => h("button", { type: "button", class: "quiet", "aria-label": `Show only lines with ${row.n}`, onclick: () => { pick({ actor: filter.actor === row.id ? "" : row.id }); } }, filter.actor === row.id ? "show all" : "only") },
    ],
  });

  // ---------------------------------------------------------------- events

  const when = (event) => (event.when && event.when.first) || null;
  const dateCell = (event) => [
    dateWords(event.when) ? h("span", { class: "date" }, dateWords(event.when)) : h("span", { class: "none" }, event.when && event.when.words ? `“${event.when.words}”` : "no date given"),
    event.when && event.when.time ? h("span", { class: "as" }, ` ${event.when.time}`) : null,
    h("small", {}, `printed ${published(documents[event.d])}`)];
  const numbersOf = (event) => [["dead", event.dead], ["injured", event.injured], ["people", event.size]]
    .filter(([, n]) => n !== undefined).map(([name, n]) => `${event.n ? event.n + " " : ""}${number(n)} ${name}`);
  const eventsTable = table({
    host: $("events-table"), label: "Events", rows: [], none: "No event fits these filters.", sort: "when",
    rowClass: (event) => `ev st-${event.s}${reviewOf(event.id)?.decision === "reject" ? " rejected" : ""}`,
    columns: [
      { id: "when", name: "When", class: "when", key: (event) => when(event) || (documents[event.d].date && documents[event.d].date.first), cell: dateCell },
      { id: "type", name: "Act", class: "what", key: (event) => event.t, cell: (event) => [act(event), event.m ? h("small", {}, event.m.join(", ")) : null] },
      { id: "status", name: "Status", class: "tight", key: (event) => Object.keys(STATUS).indexOf(event.s), cell: (event) => [statusBadge(event.s), reviewBadge(event.id)] },
      { id: "who", name: "Who", class: "who", key: (event) => (event.a ? (event.a[0].n || event.a[0].w).toLowerCase() : null), cell: (event) => parties(event.a, "not said") },
      { id: "whom", name: "To whom", class: "who", key: (event) => (event.r ? (event.r[0].n || event.r[0].w).toLowerCase() : null), cell: (event) => parties(event.r, "—") },
      { id: "text", name: "As printed", class: "text", cell: (event) => [
        h("a", { class: "line sentence", href: link("event", event.id) }, withTrigger(event)),
        h("small", {}, event.by ? h("span", { class: "saidby" }, "says ", h("b", {}, event.by)) : null,
          event.where ? h("span", {}, event.where) : null,
          numbersOf(event).map((each) => h("span", {}, each)),
          incidentOf.has(event.id) ? h("a", { href: link("incident", incidentOf.get(event.id).id) }, `${count(incidentOf.get(event.id).events.length, "account")}`) : null,
          contradictionsOf.has(event.id) ? h("a", { class: "warn", href: link("contradiction", contradictionsOf.get(event.id)[0].id) }, "contradicted") : null)] },
      { id: "publisher", name: "Publisher", class: "paper", key: (event) => publisherOf(documents[event.d]).toLowerCase(), cell: (event) => [publisherLink(documents[event.d].publisher), documents[event.d].reprint ? h("small", {}, "reprint") : null] },
      { id: "sure", name: "Sure", class: "num", down: true, key: (event) => event.c ?? 0, cell: (event) => (event.c ?? 0).toFixed(2) },
    ],
  });

  // ---------------------------------------------------------------- statements and the rest

  const KIND = { direct: "word for word", mixed: "partly word for word", indirect: "in other words" };
  const statementsTable = table({
    host: $("statements-table"), label: "Claims", rows: [], none: "No claim fits these filters.", sort: "hands", down: true,
    columns: [
      { id: "who", name: "The way it came", class: "path", key: (each) => speaker(each).toLowerCase(), cell: (each) => chainPath(each) },
      { id: "hands", name: "Hands", class: "num", down: true, key: (each) => each.hands, cell: (each) => each.hands },
      { id: "text", name: "What is claimed", class: "text", cell: (each) => [h("a", { class: "line sentence", href: link("statement", each.row) }, each.x || "(no words of their own)"),
        h("small", {}, h("span", {}, KIND[each.k]), each.stance ? h("span", {}, `stance: ${each.stance}`) : null, each.sk && each.sk !== "named" ? h("span", { class: "warn" }, `${each.sk} source`) : null, each.to ? h("span", {}, `told to ${each.to}`) : null, reviewBadge(each.id))] },
      { id: "sure", name: "Sure", class: "num", down: true, key: (each) => each.c ?? 0, cell: (each) => (each.c ?? 0).toFixed(2) },
    ],
  });
  const inDocument = (each) => [publisherLink(documents[each.d].publisher), h("small", {}, published(documents[each.d]))];
  if (ties.length) table({
    host: $("ties-table"), label: "Ties", rows: ties.map((each, row) => ({ ...each, row })), none: "None.", sort: "type",
    columns: [
      { id: "a", name: "Who", class: "who", key: (each) => (each.a.n || each.a.w).toLowerCase(), cell: (each) => party(each.a) },
      { id: "type", name: "Tie", class: "tight", key: (each) => each.t, cell: (each) => [h("span", { class: "tie" }, TIE[each.t] || each.t), reviewBadge(each.id)] },
      { id: "z", name: "Whom", class: "who", key: (each) => (each.z.n || each.z.w).toLowerCase(), cell: (each) => party(each.z) },
      { id: "text", name: "As printed", class: "text", cell: (each) => [h("a", { class: "line sentence", href: link("tie", each.row) }, withTrigger(each)), each.by ? h("small", {}, h("span", { class: "saidby" }, "says ", h("b", {}, each.by))) : null] },
      { id: "publisher", name: "Publisher", class: "paper", key: (each) => publisherOf(documents[each.d]).toLowerCase(), cell: inDocument },
      { id: "sure", name: "Sure", class: "num", down: true, key: (each) => each.c ?? 0, cell: (each) => (each.c ?? 0).toFixed(2) },
    ],
  });
  if (positions.length) table({
    host: $("positions-table"), label: "Positions", rows: positions, none: "None.", sort: "issue",
    columns: [
      { id: "who", name: "Who", class: "who", key: (each) => (each.who.n || each.who.w).toLowerCase(), cell: (each) => party(each.who) },
      { id: "stance", name: "Stance", class: "tight", key: (each) => each.stance, cell: (each) => each.stance },
      { id: "issue", name: "On", class: "who", key: (each) => each.issue.toLowerCase(), cell: (each) => each.issue },
      { id: "text", name: "As printed", class: "text", cell: (each) => [h("a", { class: "line sentence", href: link("document", documents[each.d].id) }, each.x), each.by ? h("small", {}, `says ${each.by}`) : null] },
      { id: "publisher", name: "Publisher", class: "paper", key: (each) => publisherOf(documents[each.d]).toLowerCase(), cell: inDocument },
    ],
  });
  const origins = (each) => (each.origins === 1 ? h("span", { class: "warn" }, "one origin") : `${number(each.origins)} origins`);
  const daysOf = (each) => (each.first ? dateWords({ first: each.first, last: each.last || each.first }) : "no date");
  const firstOf = (each) => each.events.map((id) => eventById.get(id)).find(Boolean);
  if (incidents.length) table({
    host: $("incidents-table"), label: "Incidents", rows: incidents, none: "None.", sort: "events", down: true,
    columns: [
      { id: "when", name: "When", class: "when", key: (each) => each.first || null, cell: daysOf },
      { id: "type", name: "Act", class: "what", key: (each) => each.t, cell: (each) => (firstOf(each) ? act(firstOf(each)) : each.t) },
      { id: "text", name: "First account", class: "text", cell: (each) => [h("a", { class: "line sentence", href: link("incident", each.id) }, firstOf(each) ? withTrigger(firstOf(each)) : each.id),
        each.differences ? h("small", {}, each.differences.map((one) => h("span", { class: "warn" }, one))) : null] },
      { id: "events", name: "Accounts", class: "num", down: true, key: (each) => each.events.length, cell: (each) => number(each.events.length) },
      { id: "documents", name: "Documents", class: "num", down: true, key: (each) => each.documents, cell: (each) => number(each.documents) },
      { id: "origins", name: "Independent origins", class: "num", key: (each) => each.origins, cell: origins },
    ],
  });
  const sideOf = (id) => {
    const event = eventById.get(id);
    if (event) return account(event);
    const each = attributionById.get(id);
    return each ? h("div", { class: "account" }, h("a", { class: "line sentence", href: link("statement", each.row) }, each.x), chainPath(each)) : h("div", { class: "account" }, h("code", {}, id));
  };
  const account = (event) => {
    const attribution = event.at && attributionByKey.get(`${event.d} ${event.at}`);
    return h("div", { class: "account" },
      h("p", { class: "byline" }, publisherLink(documents[event.d].publisher), ` · ${published(documents[event.d])}`, documents[event.d].reprint ? " · reprint" : ""),
      h("p", { class: "facts" }, act(event), " ", statusBadge(event.s), " ", reviewBadge(event.id)),
      h("p", {}, h("a", { class: "line sentence", href: link("event", event.id) }, withTrigger(event))),
      h("p", { class: "facts" }, parties(event.a, "nobody named"), event.r ? [" → ", parties(event.r, "")] : null),
      numbersOf(event).length ? h("p", { class: "facts" }, numbersOf(event).join(", ")) : null,
      attribution ? chainPath(attribution) : h("p", { class: "fine" }, event.by ? `says ${event.by}` : "said by the author"));
  };
  const CONTRADICTION = { numbers: "other numbers", actor: "another actor", denial: "asserted and denied", stance: "agreed and rejected", changed_statement: "the same speaker says otherwise" };
  const clash = (each) => h("article", { class: "clash", id: `clash-${each.id}` },
    h("h3", {}, CONTRADICTION[each.kind] || each.kind, h("span", { class: "as" }, ` ${each.reason}`)),
    h("div", { class: "pair" }, sideOf(each.a), sideOf(each.b)),
    h("p", { class: "fine" }, `sure ${each.c.toFixed(2)}`, each.incident && incidentById.has(each.incident) ? [" · ", h("a", { href: link("incident", each.incident) }, "all accounts")] : null, " ", reviewBadge(each.id)));
  if (contradictions.length) fill($("contradictions-list"), longList(contradictions.filter((each) => reviewOf(each.id)?.decision !== "reject"), 10, (part) => h("div", {}, part.map(clash))));

  if (predictions.length) {
    table({
      host: $("predictions-table"), label: "Predictions", rows: predictions, none: "None.", sort: "said",
      columns: [
        { id: "said", name: "Said", class: "when", key: (each) => each.said, cell: (each) => (each.said ? dayWords(each.said) : h("span", { class: "none" }, "undated")) },
        { id: "who", name: "Who", class: "who", key: (each) => (each.who || "").toLowerCase(), cell: (each) => (each.who ? h("b", {}, each.who) : h("span", { class: "none" }, "nobody named")) },
        { id: "kind", name: "Kind", class: "tight", key: (each) => each.kind, cell: (each) => [each.kind, each.strength === "plain" ? null : h("small", {}, each.strength)] },
        { id: "text", name: "As printed", class: "text", cell: (each) => h("a", { class: "line sentence", href: each.event && eventById.has(each.event) ? link("event", each.event) : link("document", documents[each.d].id) }, each.x) },
        { id: "due", name: "For", class: "when", key: (each) => each.due, cell: (each) => (/^\d{4}-/.test(each.due || "") ? dayWords(each.due) : each.due || "") },
        { id: "outcome", name: "What came", class: "tight", key: (each) => each.outcome, cell: (each) => [each.outcome, each.by ? h("small", {}, `marked by ${each.by}`) : null] },
        { id: "publisher", name: "Publisher", class: "paper", key: (each) => publisherOf(documents[each.d]).toLowerCase(), cell: (each) => publisherLink(documents[each.d].publisher) },
      ],
    });
    if (data.calibration.length) fill($("calibration-table"), h("table", { class: "small" }, h("caption", {}, "How often who was right"), h("thead", {}, h("tr", {}, h("th", {}, "who"), h("th", {}, "said as"), h("th", { class: "num" }, "came true"))), h("tbody", {}, data.calibration.map((each) => h("tr", {}, h("th", { scope: "row" }, each.predictor), h("td", {}, each.strength), h("td", { class: "num" }, each.came_true))))));
  }

  table({
    host: $("documents-table"), label: "Documents", rows: documents, none: "Nothing was read.", sort: "date",
    columns: [
      { id: "date", name: "Published", class: "when", key: (each) => each.date && (each.date.first || each.date.md), cell: (each) => published(each) },
      { id: "title", name: "Title", class: "text", key: (each) => nameOf(each).toLowerCase(), cell: (each) => [h("a", { class: "line", href: link("document", each.id) }, nameOf(each)),
        h("small", {}, each.author ? h("span", {}, `by ${each.author}`) : null, each.first_published ? h("span", {}, `first in ${each.first_published}`) : null,
          each.reprint ? h("span", { class: "warn" }, "reprint") : null, each.cut ? h("span", { class: "warn" }, "cut off") : null, each.language && each.language !== "en" ? h("span", { class: "warn" }, `in ${each.language}: not coded`) : null)] },
      { id: "publisher", name: "Publisher", class: "paper", key: (each) => publisherOf(each).toLowerCase(), cell: (each) => publisherLink(each.publisher) },
      { id: "events", name: "Events", class: "num", down: true, key: (each) => each.events ?? 0, cell: (each) => number(each.events ?? 0) },
      { id: "attributions", name: "Claims", class: "num", down: true, key: (each) => each.attributions ?? 0, cell: (each) => number(each.attributions ?? 0) },
      { id: "as", name: "Read as", class: "tight", key: (each) => each.read_as, cell: (each) => each.read_as },
      { id: "file", name: "File", class: "file", key: (each) => each.file, cell: (each) => h("code", {}, each.file || "") },
    ],
  });

  // ---------------------------------------------------------------- the panel: article, incident, publisher, actor

  const panel = $("panel");
  let opener = null;
  const wide = matchMedia("(min-width: 1100px)");
  const closePanel = (keep) => {
    if (panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("with-panel");
    $("main").inert = false;
    if (!keep) history.replaceState(null, "", location.pathname + location.search + "#");
    const back = opener && opener.isConnected ? opener : opener && opener.dataset && document.querySelector(`a.line[href="${CSS.escape(opener.getAttribute("href") || "")}"]`);
    (back || $("main")).focus({ preventScroll: true });
    opener = null;
    markLine();
    drawTimeline();
  };
  const openPanel = (title, body, more, page) => {
    if (panel.hidden) opener = document.activeElement;
    panel.hidden = false;
    // Accounts side by side and a publisher's profile are pages of their own, as wide as the window.
    panel.classList.toggle("page", Boolean(page));
    document.body.classList.add("with-panel");
    // On a narrow screen the panel covers everything, so nothing behind it may take the focus.
    panel.setAttribute("role", wide.matches ? "complementary" : "dialog");
    panel.setAttribute("aria-modal", String(!wide.matches));
    $("main").inert = !wide.matches;
    fill(panel,
      h("div", { class: "panelbar" }, h("h2", { id: "panel-title", tabindex: "-1" }, title), more || null,
        h("button", { type: "button", class: "quiet close", onclick: () => closePanel(), "aria-label": "Close (Escape)" }, "✕")),
      h("div", { class: "panelbody", tabindex: "0", role: "group", "aria-label": "Contents" }, body));
    $("panel-title").focus({ preventScroll: true });
    panel.querySelector(".panelbody").scrollTop = 0;
    drawTimeline();
  };
  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape" && !panel.hidden) { press.preventDefault(); closePanel(); }
    if (press.key === "Tab" && !panel.hidden && !wide.matches) {
      const stops = [...panel.querySelectorAll("a[href],button:not([disabled]),input,select,summary,[tabindex='0']")].filter((each) => each.offsetParent);
      const at = stops.indexOf(document.activeElement);
      if (press.shiftKey ? at <= 0 : at === stops.length - 1) { press.preventDefault(); stops.at(press.shiftKey ? -1 : 0)?.focus(); }
    }
  });

  const LAYERS = [
    ["trigger", "act"], ["actor", "who"], ["recipient", "to whom"], ["date", "when"], ["place", "where"],
    ["said_by", "credited with the act"], ["source", "source"], ["cue", "cue"], ["content", "what is claimed"], ["tie", "tie"], ["name", "other names"], ["aside", "set aside"],
  ];
  const hiddenLayers = new Set(["name"]);
  const articleOf = (index) => JSON.parse($(`article-${index}`).textContent);

  // Marks may lie in each other and overlap, so the text is cut at every border and each piece carries all
  // that covers it. The pieces together are the text, letter for letter.
  const markedText = (text, marks) => {
    const borders = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.b, mark.e])])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    const open = [...marks].filter((mark) => mark.b < mark.e).sort((a, b) => a.b - b.b);
    const pieces = [];
    let active = [], next = 0;
    for (let n = 0; n + 1 < borders.length; n += 1) {
      const [from, to] = [borders[n], borders[n + 1]];
      while (next < open.length && open[next].b <= from) active.push(open[next++]);
      active = active.filter((mark) => mark.e > from);
      const words = text.slice(from, to);
      if (!active.length) { pieces.push(words); continue; }
      const classes = new Set(["m"]);
      for (const mark of active) { classes.add(`r-${mark.role}`); if (mark.now) classes.add(`now-${mark.role}`); }
      const titles = [...new Set(active.map((mark) => mark.title).filter(Boolean))];
      const to_ = active.find((mark) => mark.role === "trigger" && mark.href);
      pieces.push(h(to_ ? "a" : "span", { class: [...classes].join(" "), title: titles.join("\n") || null, href: to_ ? to_.href : null }, words));
    }
    return pieces;
  };

  const marksOf = (article, index, line) => {
    const marks = [];
    const add = (role, place, more) => { if (place) marks.push({ role, b: place[0], e: place[1], ...more }); };
    const rows = new Map(events.filter((event) => event.d === index).map((event) => [event.id, event]));
    for (const each of article.furniture || []) add("aside", each, { title: `set aside: ${each[2]}` });
    for (const each of article.repeated || []) add("aside", [each[2], each[3]], { title: "stands here for the second time" });
    for (const each of article.mentions || []) add("name", each, { title: [each[2], each[3]].filter(Boolean).join(": ") });
    for (const each of article.attributions || []) {
      const now = line.statements.has(each.id);
      for (const role of ["content", "source", "cue"]) for (const place of each[role] || []) add(role, place, { now, title: { source: "source", cue: "cue", content: null }[role] });
    }
    for (const each of article.ties || []) add("tie", each.span, { now: line.tie === each.id, title: "tie" });
    for (const each of article.events || []) {
      const row = rows.get(each.id);
      const now = line.event === each.id;
      const what = row ? `${row.t}${row.s === "asserted" ? "" : `, ${row.s}`}` : "";
      if (now) add("evidence", each.evidence, { now });
      for (const [role, places, word] of [["actor", each.actors, "who"], ["recipient", each.recipients, "to whom"], ["date", each.date && [each.date], "when"], ["place", each.place && [each.place], "where"], ["said_by", each.said_by && [each.said_by], "credited with"]])
        for (const place of places || []) add(role, place, { now, title: `${word}: ${what}` });
      add("trigger", each.trigger, { now, href: link("event", each.id), title: what });
    }
    return marks;
  };
  const articleView = (index, line) => {
    const document_ = documents[index];
    const article = articleOf(index);
    const focused = Boolean(line.event || line.tie || line.statements.size);
    // Beside a line in view, the claims and ties of other lines would underline nearly everything.
    const marks = marksOf(article, index, line).filter((mark) => !focused || mark.now || (mark.role !== "content" && mark.role !== "tie"));
    const view = h("div", { class: focused ? "article focused" : "article", lang: document_.language || "en" });
    const paint = () => fill(view, markedText(article.text, marks.filter((mark) => !hiddenLayers.has(mark.role))));
    paint();
    const legend = h("fieldset", { class: "keys" }, h("legend", {}, "Colours"), LAYERS.map(([layer, name]) => h("label", { class: `key r-${layer}` },
      h("input", { type: "checkbox", checked: !hiddenLayers.has(layer), onchange: (change) => {
        if (change.target.checked) hiddenLayers.delete(layer); else hiddenLayers.add(layer);
        paint();
      } }), h("span", { class: `m r-${layer} now-${layer}` }, name))));
    const own = events.filter((event) => event.d === index);
    const said = claims.filter((each) => each.d === index);
    return [
      h("div", { class: "articlehead" },
        document_.title ? h("h3", {}, document_.title) : null,
        h("p", { class: "byline" }, publisherLink(document_.publisher), ` · ${published(document_)}`, document_.author ? ` · by ${document_.author}` : "",
          document_.url ? [" · ", h("a", { href: document_.url, rel: "noopener noreferrer external", target: "_blank" }, "its page on the web")] : null),
        h("ul", { class: "flags" },
          document_.first_published ? h("li", {}, `first published in ${document_.first_published}`) : null,
          document_.reprint ? h("li", { class: "warn" }, "reprint of ", h("a", { href: link("document", data.groups[document_.group][0]) }, "an article that is here")) : document_.group !== undefined ? h("li", {}, `printed ${count(data.groups[document_.group].length, "time")} in this case`) : null,
          document_.cut ? h("li", { class: "warn" }, "cut off: only the beginning was read") : null,
          document_.language && document_.language !== "en" ? h("li", { class: "warn" }, `in ${document_.language}: kept, not coded`) : null,
          (article.notes || []).map((note) => h("li", {}, note)),
          document_.file ? h("li", {}, h("code", {}, document_.file), ` read as ${document_.read_as}`) : null)),
      legend, view,
      own.length ? h("details", { class: "lines" }, h("summary", {}, `${count(own.length, "event")} in this article`), h("ul", {}, own.map((event) => h("li", {}, act(event), " ", statusBadge(event.s), " ", h("a", { href: link("event", event.id) }, (event.x.slice(...(event.xb || [0, 60]))).trim()), " ", event.a ? h("span", { class: "as" }, event.a.map((each) => each.n || each.w).join(", ")) : null)))) : null,
      said.length ? h("details", { class: "lines" }, h("summary", {}, `${count(said.length, "claim")} in this article`), h("ul", {}, said.map((each) => h("li", {}, h("b", {}, speaker(each)), " ", h("a", { href: link("statement", each.row) }, each.x.slice(0, 120) || "…"))))) : null,
    ];
  };
  const fact = (name, ...value) => (value.flat().some((each) => each !== null && each !== undefined && each !== false && each !== "") ? [h("dt", {}, name), h("dd", {}, ...value)] : null);
  const reviewFact = (id) => {
    const review = reviewOf(id);
    if (!review) return null;
    return fact("A person", reviewBadge(id), ` on ${review.at.slice(0, 10)}`, review.note ? `: ${review.note}` : "",
      review.changes ? h("ul", {}, Object.entries(review.changes).map(([name, value]) => h("li", {}, `${name}: ${value}`))) : null);
  };
  const place = (where) => [where.name || `“${where.words}”`, where.name && where.name !== where.words ? h("span", { class: "as" }, ` “${where.words}”`) : null,
    where.country ? `, ${where.country}` : "", where.lat !== undefined ? h("span", { class: "as" }, ` ${where.lat.toFixed(2)}, ${where.lon.toFixed(2)} (${where.precision || "place"})`) : null];

  const neighbours = (list, row, kind, key) => {
    const at = list.indexOf(row);
    if (at < 0) return null;
    const step = (by, name) => { const to = list[at + by]; return h("a", { class: "step", ...(to ? { href: link(kind, key(to)) } : { "aria-disabled": "true" }), "aria-label": `${name} line`, title: `${name} line of the table` }, by < 0 ? "‹" : "›"); };
    return h("span", { class: "steps" }, step(-1, "Previous"), h("span", { class: "fine" }, `${number(at + 1)} of ${number(list.length)}`), step(1, "Next"));
  };
  // The line that is open stays marked in its table, so that the eye finds back.
  const markLine = () => {
    for (const row of document.querySelectorAll("tr.current")) row.classList.remove("current");
    for (const each of document.querySelectorAll("main a.line")) if (!panel.hidden && each.getAttribute("href") === location.hash) each.closest("tr")?.classList.add("current");
  };
  const scrollToNow = () => {
    const body = panel.querySelector(".panelbody");
    const now = body.querySelector(".now-evidence, .article .now-content, .article .now-source, .article .now-tie");
    if (now) body.scrollTop += now.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
  };

  const views = {
    event: (id) => {
      const event = eventById.get(id);
      if (!event) return false;
      const attribution = event.at && attributionByKey.get(`${event.d} ${event.at}`);
      const incident = incidentOf.get(id);
      const article = articleOf(event.d);
      const more = (article.events || []).find((each) => each.id === id) || {};
      openPanel([act(event), " ", statusBadge(event.s)], [
        h("dl", { class: `card st-${event.s}` },
          event.s === "asserted" ? null : fact("Status", h("b", {}, event.s), `: ${STATUS[event.s]}`),
          fact("Who", parties(event.a, "the text does not say")),
          fact("To whom", event.r ? parties(event.r, "") : null),
          fact("Kind", event.m ? event.m.join(", ") : null),
          fact("When", dateWords(event.when) ? [dateWords(event.when), event.when.words ? h("span", { class: "as" }, ` “${event.when.words}”`) : null, event.when.note ? h("span", { class: "as" }, ` ${event.when.note}`) : null] : event.when && event.when.words ? [`“${event.when.words}”`, event.when.note ? h("span", { class: "as" }, ` ${event.when.note}`) : null] : h("span", { class: "none" }, "no date in the text")),
          fact("Where", more.where ? place(more.where) : null),
          fact("Numbers", numbersOf(event).join(", ")),
          fact("Said by", event.by ? h("b", {}, event.by) : attribution ? null : "the article itself"),
          fact("The way here", attribution ? chainPath(attribution) : null),
          fact("Accounts", incident ? h("a", { href: link("incident", incident.id) }, `${count(incident.events.length, "account")} in ${count(incident.documents, "document")}, ${count(incident.origins, "independent origin")}`) : null),
          fact("Contradicted", (contradictionsOf.get(id) || []).map((each) => h("a", { class: "warn", href: link("contradiction", each.id) }, `${CONTRADICTION[each.kind] || each.kind}: ${each.reason}`))),
          fact("Topics", (more.contexts || []).join(", ")),
          fact("Notes", (more.notes || []).join("; ")),
          reviewFact(id),
          fact("Why", more.because, h("span", { class: "as" }, ` ${more.because ? "· " : ""}sure ${(event.c ?? 0).toFixed(2)} · ${article.coder}`)),
          fact("Line", h("code", {}, event.id))),
        articleView(event.d, { event: id, statements: new Set(attribution ? chainOf(attribution).map((each) => each.id) : []) }),
      ], neighbours(eventsTable.all(), event, "event", (each) => each.id));
      scrollToNow();
      return true;
    },
    statement: (row) => {
      const each = attributions[Number(row)];
      if (!each) return false;
      const more = (articleOf(each.d).attributions || []).find((one) => one.id === each.id) || {};
      openPanel("A claim and its way here", [
        h("dl", { class: "card" }, fact("The way here", chainPath(each)), fact("Form", KIND[each.k]), fact("Stance", each.stance), fact("Source", each.sk), fact("Told to", each.to), reviewFact(each.id), fact("Why", more.because, h("span", { class: "as" }, ` ${more.because ? "· " : ""}sure ${(each.c ?? 0).toFixed(2)}`))),
        articleView(each.d, { statements: new Set(chainOf(each).map((hand) => hand.id)) }),
      ], neighbours(statementsTable.all(), each, "statement", (other) => other.row));
      scrollToNow();
      return true;
    },
    tie: (row) => {
      const each = ties[Number(row)];
      if (!each) return false;
      openPanel("A tie", [h("dl", { class: "card" }, fact("Tie", party(each.a), ` ${TIE[each.t] || each.t} `, party(each.z)), fact("Said by", each.by), reviewFact(each.id), fact("Why", each.b, h("span", { class: "as" }, ` sure ${(each.c ?? 0).toFixed(2)}`))), articleView(each.d, { tie: each.id, statements: new Set() })]);
      scrollToNow();
      return true;
    },
    document: (id) => {
      if (!documentById.has(id)) return false;
      openPanel("Article", articleView(documentById.get(id), { statements: new Set() }));
      return true;
    },
    incident: (id) => {
      const each = incidentById.get(id);
      if (!each) return false;
      const list = each.events.map((one) => eventById.get(one)).filter(Boolean);
      openPanel(`${count(list.length, "account")} of one act`, [
        h("dl", { class: "card" }, fact("When", daysOf(each)),
          fact("Rests on", each.origins === 1 ? h("span", { class: "warn" }, `one origin, in ${count(each.documents, "document")}`) : `${number(each.origins)} independent origins, in ${count(each.documents, "document")}`),
          fact("Contradictions", contradictions.filter((one) => one.incident === each.id).map((one) => h("div", {}, h("a", { class: "warn", href: link("contradiction", one.id) }, `${CONTRADICTION[one.kind] || one.kind}: ${one.reason}`)))),
          fact("They differ in", each.differences ? h("ul", {}, each.differences.map((one) => h("li", { class: "warn" }, one))) : null), fact("Why one act", each.b, h("span", { class: "as" }, ` sure ${each.c.toFixed(2)}`))),
        h("div", { class: each.o && each.o.length > 1 ? "origins" : null }, (each.o && each.o.length > 1 ? each.o : [{ events: each.events }]).map((origin, n, all) => {
          const told = origin.events.map((one) => eventById.get(one)).filter(Boolean);
          if (!told.length) return null;
          return h("section", { class: "origin" },
            all.length > 1 ? h("h3", {}, `Origin ${n + 1}`, origin.n ? h("span", { class: "as" }, ` ${originName(origin.n)}`) : null, told.length > 1 ? h("span", { class: "as" }, ` · ${count(told.length, "account")} rest on it`) : null) : null,
            h("div", { class: "accounts" }, told.map(account)));
        }))], null, true);
      return true;
    },
    contradiction: (id) => {
      const each = contradictions.find((one) => one.id === id);
      if (!each) return false;
      openPanel("Two lines that cannot both hold", clash(each));
      return true;
    },
    publisher: (name) => {
      const own = new Set(documents.map((each, index) => ((each.publisher || "") === name ? index : -1)).filter((index) => index >= 0));
      if (!own.size) return false;
      const mine = events.filter((event) => own.has(event.d));
      const said = attributions.filter((each) => own.has(each.d));
      const quoted = tally(said.filter((each) => each.src), (each) => (each.actor ? actorName(each.actor) : speaker(each)));
      const kinds = tally(said, (each) => each.sk || "named");
      const share = (list, quad) => { const n = list.filter((event) => data.quads[event.t] === quad).length; return [n, list.length]; };
      const rest = events.filter((event) => !own.has(event.d));
      const profile = profiles.find((each) => each.name === name) || {};
      const foreseen = predictions.filter((each) => own.has(each.d));
      const wilson = (share) => (share && share.share !== null ? `${Math.round(100 * share.share)} % of ${number(share.of)} (${Math.round(100 * share.low)}–${Math.round(100 * share.high)})` : "—");
      openPanel(name || "Publisher unknown", [
        h("dl", { class: "card" }, fact("Documents", number(own.size), ` (${[...own].filter((index) => documents[index].reprint).length} reprints)`), fact("Events", number(mine.length)), fact("Credits", number(said.length), kinds.length ? ` (${kinds.map(([kind, n]) => `${n} ${kind}`).join(", ")})` : "")),
        h("h3", {}, "Whom it credits most"), quoted.length ? longList(quoted, 10, (part) => bars(part, quoted[0][1], (who) => h("span", {}, who))) : h("p", { class: "none" }, "Nobody."),
        h("h3", {}, "Kinds of act it reports, beside the others"),
        h("p", { class: "fine" }, "Shares of its events with 95 % Wilson intervals: what it chose to print, not a verdict on it."),
        h("table", { class: "small" }, h("thead", {}, h("tr", {}, h("th", {}, ""), h("th", { class: "num" }, "here"), h("th", { class: "num" }, "others"))), h("tbody", {}, [2, 1, 3, 4].map((quad) => h("tr", {}, h("th", { scope: "row" }, QUAD[quad]), [mine, rest].map((list) => h("td", { class: "num" }, interval(...share(list, quad)))))))),
        profile.anonymous && profile.anonymous.of ? h("p", { class: "fine" }, `Of its sources ${wilson(profile.anonymous)} keep their names back.`) : null,
        profile.rests ? [h("h3", {}, "What it rests on"), bars(profile.rests.slice(0, 10), profile.rests[0][1], (who) => h("span", {}, who))] : null,
        profile.terms ? [h("h3", {}, "Loaded terms in its own voice"), h("p", { class: "fine" }, "Words that take a side, outside of quotation marks, with the neutral word for the same."),
          h("table", { class: "small" }, h("thead", {}, h("tr", {}, h("th", {}, "term"), h("th", {}, "neutral"), h("th", { class: "num" }, "times"), h("th", {}, "first place"))), h("tbody", {}, profile.terms.map((each) => h("tr", {}, h("th", { scope: "row" }, each.term), h("td", {}, each.neutral || "left out"), h("td", { class: "num" }, `${number(each.n)} in ${count(each.documents, "document")}`), h("td", {}, each.x ? h("a", { href: link("document", each.d) }, withTrigger(each)) : "")))))] : null,
        profile.pictures ? [h("h3", {}, "Its picture of each actor, beside the others'"), h("p", { class: "fine" }, "Share of the actor's acts that are conflict. Marked where the two intervals do not meet."),
          h("table", { class: "small" }, h("thead", {}, h("tr", {}, h("th", {}, "actor"), h("th", { class: "num" }, "here"), h("th", { class: "num" }, "others"))), h("tbody", {}, profile.pictures.map((each) => h("tr", { class: each.differs ? "differs" : null }, h("th", { scope: "row" }, h("a", { href: link("actor", each.actor) }, each.name), each.differs ? h("span", { class: "warn" }, " differs") : null), h("td", { class: "num" }, wilson(each.conflict)), h("td", { class: "num" }, wilson(each.others))))))] : null,
        foreseen.length ? [h("h3", {}, "What it printed of the future"), longList(foreseen, 8, (part) => h("ul", { class: "plainlist" }, part.map((each) => h("li", {}, each.who ? h("b", {}, `${each.who}: `) : null, each.x, h("span", { class: "as" }, ` ${each.outcome}`)))))] : null,
        h("h3", {}, "Its documents"), longList([...own].map((index) => documents[index]), 40, (part) => h("ul", { class: "plainlist" }, part.map((each) => h("li", {}, h("a", { href: link("document", each.id) }, nameOf(each)), h("span", { class: "as" }, ` ${published(each)}`)))))],
        h("button", { type: "button", class: "quiet", onclick: () => { pick({ publisher: name || "publisher unknown" }); closePanel(); location.hash = "#events"; } }, "only these"), true);
      return true;
    },
    actor: (id) => {
      if (!Object.hasOwn(actors, id)) return false;
      const as = events.filter((event) => (event.a || []).some((each) => each.id === id));
      const to = events.filter((event) => (event.r || []).some((each) => each.id === id));
      const said = attributions.filter((each) => each.actor === id);
      const tied = ties.filter((each) => each.a.id === id || each.z.id === id);
      const others = (list, side) => tally(list.flatMap((event) => (event[side] || []).filter((each) => each.id && each.id !== id).map((each) => each.id)), (each) => each);
      const list = (rows) => h("ul", { class: "plainlist" }, rows.map((event) => h("li", {}, h("span", { class: "as" }, `${dateWords(event.when) || published(documents[event.d])} `), act(event), " ", event.s === "asserted" ? null : statusBadge(event.s), " ", h("a", { href: link("event", event.id) }, withTrigger({ x: event.x.length > 180 && event.xb ? event.x.slice(Math.max(0, event.xb[0] - 60), event.xb[1] + 80) : event.x, xb: event.x.length > 180 && event.xb ? [event.xb[0] - Math.max(0, event.xb[0] - 60), event.xb[1] - Math.max(0, event.xb[0] - 60)] : event.xb })))));
      const part = (name, rows, draw) => (rows.length ? [h("h3", {}, name), draw] : null);
      openPanel(actorName(id), [
        h("dl", { class: "card" }, fact("Is", h("code", {}, id), actors[id].k ? ` ${actors[id].k}` : ""), fact("Called", (actors[id].words || []).map(([word, n]) => `“${word}” ${n}×`).join(", ")),
          fact("Acts on", longTally(others(as, "r"))), fact("Acted on by", longTally(others(to, "a"))),
          fact("Ties", tied.slice(0, 12).map((each) => h("div", {}, party(each.a), ` ${TIE[each.t] || each.t} `, party(each.z))))),
        part(`Did (${number(as.length)})`, as, longList(as, 15, list)), part(`Was done to (${number(to.length)})`, to, longList(to, 15, list)),
        part(`Is credited with (${number(said.length)})`, said, longList(said, 15, (rows) => h("ul", { class: "plainlist" }, rows.map((each) => h("li", {}, h("span", { class: "as" }, `${published(documents[each.d])} `), h("a", { href: link("statement", each.row) }, each.x.slice(0, 200) || each.cue)))))),
      ], h("button", { type: "button", class: "quiet", onclick: () => { pick({ actor: id }); closePanel(); location.hash = "#events"; } }, "only these"));
      return true;
    },
  };
  const originName = (name) => {
    if (Object.hasOwn(actors, name)) return actorName(name);
    const known = documents.find((each) => each.publisher && each.publisher.toLowerCase() === name);
    return known ? known.publisher : name;
  };
  const longTally = (counts) => counts.slice(0, 8).map(([id, n], index) => [index ? ", " : "", h("a", { href: link("actor", id) }, actorName(id)), ` ${n}`]);
  const interval = (hits, all) => {
    if (!all) return "—";
    const z = 1.96, share = hits / all, middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
    const half = (z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
    return `${Math.round(100 * share)} % (${Math.round(100 * Math.max(0, middle - half))}–${Math.round(100 * Math.min(1, middle + half))})`;
  };

  const route = () => {
    const [kind, ...rest] = location.hash.slice(1).split("=");
    if (!rest.length) { if (kind) closePanel(true); return; }
    let value = rest.join("=");
    try { value = decodeURIComponent(value); } catch { return; }
    if (!Object.hasOwn(views, kind) || !views[kind](value))
      openPanel("Not in this record", h("p", {}, "The line this address names is not in this report; it may have been made from an older case."));
    markLine();
  };
  addEventListener("hashchange", route);

  // ---------------------------------------------------------------- dark and light, size, print

  const root = document.documentElement;
  const keep = (value) => { try { localStorage.setItem("dragoman-theme", value); } catch { /* a file may have no storage */ } };
  try { const kept = localStorage.getItem("dragoman-theme"); if (kept === "dark" || kept === "light") root.dataset.theme = kept; } catch { /* as above */ }
  $("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep(root.dataset.theme);
  });
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawTimeline(); } });
  addEventListener("beforeprint", () => { for (const draw of printing) draw(500); });
  addEventListener("afterprint", () => { for (const draw of printing) draw(); });

  scale = Math.max(1, ...(() => { chosen = events.filter((event) => fits(event)); return people().map((each) => each.actor); })());
  drawLegend();
  refresh();
  route();
  root.dataset.ready = "yes";
})();
