/**
 * Runs first in every frame of a page under test, and records what hostile text could cause. `probe()` checks every
 * element of the page and fires every handler that it finds.
 */
(() => {
  const hits = [];
  let pulling = false;
  const note = (kind, what) => hits.push(`${kind}: ${String(what).slice(0, 160)}`);

  for (const name of ["alert", "confirm", "prompt", "print", "open", "tripwire"]) {
    window[name] = () => note("call", name);
  }
  addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) note("error", event.message);
    else if (!pulling) note("load", event.target.outerHTML ?? "window");
  }, true);
  addEventListener("unhandledrejection", (event) => note("rejection", event.reason));

  const KNOWN = new Set(
    ("html head meta title link script body a header nav kbd main section h1 h2 h3 h4 h5 p span ul ol li bdi div button" +
      " pre code aside dl dt dd b time footer dialog form input small table caption thead tbody tr th td abbr noscript" +
      " label details summary mark fieldset legend" +
      " em strong code u i sub sup").split(" "),
  );
  const FORMULAS = new Set(
    ("math mi mn mo mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts" +
      " mprescripts mtable mtr mtd mphantom mpadded").split(" "),
  );
  /** Attributes of formulas: none links, names or styles anything, but for the label of a whole one, which is text. */
  const OF_FORMULAS = new Set(
    ("accent accentunder displaystyle fence form largeop linethickness lspace mathvariant maxsize minsize movablelimits" +
      " rspace scriptlevel separator stretchy symmetric width").split(" "),
  );
  const ADDRESSES = ["href", "src", "action", "formaction", "srcdoc", "data", "poster", "background", "xlink:href", "ping"];
  const RUNS = /^(javascript|data|vbscript|blob|file|view-source|livescript)$/;
  const EVENTS = (
    "click dblclick mouseover mouseenter mousemove mouseout mousedown mouseup pointerenter pointerover pointerdown" +
    " focus focusin blur load error toggle beforetoggle animationstart animationend transitionend input change scroll" +
    " wheel copy cut paste dragstart drop contextmenu select invalid begin end message hashchange pageshow touchstart"
  ).split(" ");

  function scheme(address) {
    const bare = address.replace(/^[\0- ]+/, "").replace(/[\t\n\r]/g, "");
    return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(bare)?.[0].toLowerCase() ?? "";
  }

  /** Whether an address runs something: not that of a citation to download. */
  function runs(element, address) {
    const isCitation = /^data:application\/(x-bibtex|x-research-info-systems|vnd\.citationstyles\.csl\+json);/;
    if (element.localName === "a" && element.download && isCitation.test(address)) return false;
    return RUNS.test(scheme(address));
  }

  /** Whether a script holds data alone, which browsers do not run. */
  function isData(element) {
    if (element.attributes.length !== 1 || element.type !== "application/ld+json") return false;
    try {
      return JSON.parse(element.textContent)["@type"] === "ScholarlyArticle";
    } catch {
      return false;
    }
  }

  function look(element) {
    const name = element.localName;
    if (element.namespaceURI === "http://www.w3.org/1998/Math/MathML") {
      const isFormula = FORMULAS.has(name) && element.closest("math");
      const isOwn = (attribute) => OF_FORMULAS.has(attribute) || (name === "math" && attribute === "aria-label");
      if (!isFormula || ![...element.attributes].every((one) => isOwn(one.name))) note("element", element.outerHTML);
      return;
    }
    if (!KNOWN.has(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml") note("element", element.outerHTML);
    if (name === "script" && !isData(element) && !/^(\.\.\/)*assets\/js\/(site|search\/ui\/use)\.js\?v=/.test(element.getAttribute("src") ?? "")) {
      note("element", element.outerHTML);
    }
    if (name === "link" && !/^(icon|apple-touch-icon|manifest|alternate|stylesheet|canonical)$/.test(element.rel)) note("element", element.outerHTML);
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || ["style", "srcdoc", "http-equiv"].includes(attribute.name)) {
        note("attribute", `${attribute.name}=${attribute.value}`);
      }
      if (ADDRESSES.includes(attribute.name) && runs(element, attribute.value)) note("address", attribute.value);
    }
  }

  function pull(element) {
    if (element.matches("[data-copy], [data-search-open], input[data-search], #q")) return;
    if ([...element.attributes].some(({ name }) => /^on/i.test(name))) {
      for (const name of EVENTS) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
    }
    if (element.localName === "a" && runs(element, element.getAttribute("href") ?? "")) element.click();
  }

  window.wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  window.openFrame = async (address) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    frame.src = address;
    document.body.append(frame);
    await loaded;
    return frame;
  };
  window.tripped = () => hits;
  window.probe = (asked) => {
    const page = document.body ? [...document.querySelectorAll("*")] : [];
    if (document.contentType === "text/html") page.forEach(look);
    else if (document.querySelector("script, iframe, object, embed")) note("element", "in a file that is no page");
    pulling = true;
    page.forEach(pull);
    pulling = false;
    if (asked && location.href.split("#")[0] !== asked.split("#")[0]) note("navigation", location.href);
    return hits;
  };
})();
