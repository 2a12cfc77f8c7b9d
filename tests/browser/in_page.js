// What a reader would see go wrong, found by measuring the page: each function gives a list of lines.
({
  sideways: () => {
    const room = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    return wide > room ? [`the page is ${wide} wide, the window ${room}`] : [];
  },
  // Headings, sentences and links that reach beyond the window or their own box.
  clipped: () => [...document.querySelectorAll("h1, h2, h3, summary, .answer p, nav a, .source, .reading")]
    .filter((each) => each.getClientRects().length && getComputedStyle(each).position !== "absolute")
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.left < 0 || box.right > innerWidth + 1 || each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
    })
    .map((each) => `${each.tagName}: ${each.textContent.slice(0, 60)}`),
  // Texts of figures that overlap, or lie outside their figure.
  colliding: () => [...document.querySelectorAll("svg")].flatMap((svg) => {
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((each) => [each.textContent, each.getBoundingClientRect()]);
    const outside = ([, box]) => box.left < edge.left - 1 || box.right > edge.right + 1
      || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
    const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const found = texts.filter(outside).map(([text]) => `outside ${svg.getAttribute("aria-labelledby")}: ${text}`);
    texts.forEach(([one, a], n) => texts.slice(n + 1).forEach(([other, b]) => {
      if (across(a, b) > 1 && down(a, b) > 0.35 * Math.min(a.height, b.height)) found.push(`over each other: ${one} | ${other}`);
    }));
    return found;
  }),
  // Boxes that scroll and cannot be reached or are not named.
  unreachable: () => [...document.querySelectorAll(".scroll, .figure")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .filter((each) => each.tabIndex !== 0 || !each.getAttribute("aria-label"))
    .map((each) => each.outerHTML.slice(0, 80)),
  hidden: () => [...document.querySelectorAll("details")]
    .filter((each) => ![...each.children].some((part) => part.tagName !== "SUMMARY" && part.checkVisibility()))
    .map((each) => each.textContent.slice(0, 60)),
  // Numbers of a figure that cannot be saved, and figures without a name, a description or a source.
  unsourced: () => [...document.querySelectorAll(".figure")].filter((each) => {
    const [title, desc] = ["title", "desc"].map((name) => each.querySelector(`svg > ${name}`));
    const link = each.nextElementSibling?.querySelector("a[download$='.csv']");
    const rows = link ? decodeURIComponent(link.href.split(",").slice(1).join(",")).trim().split("\n").length : 0;
    return !(title?.textContent.trim() && desc?.textContent.trim() && rows > 1);
  }).map((each) => each.getAttribute("aria-label")),
})
