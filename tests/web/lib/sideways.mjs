// Runs inside a page, so that it may use nothing from outside of itself.

// Nothing, or how wide the page is and which elements stick out.
export function sidewaysScroll() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= window.innerWidth) return undefined;
  const clipped = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "") + [...element.classList].map((item) => `.${item}`).join("");
  const outside = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5 && !clipped(element))
    .slice(0, 3)
    .map((element) => `${name(element)} “${element.textContent.trim().slice(0, 40)}”`);
  return `${root.scrollWidth} px wide, by ${outside.join(", ") || "something unseen"}`;
}
