// On a touch screen a message is pulled to the left to reply to it.

const START = 12;
const ENOUGH = 56;
const FURTHEST = 84;

export function swipeToReply(root) {
  let pull = null;

  const settle = (replied) => {
    if (!pull) return;
    pull.stack.classList.remove("moving");
    pull.stack.style.transform = "";
    pull.row.classList.remove("swiped");
    if (replied && pull.by >= ENOUGH) pull.row.bubble.reply();
    pull = null;
  };

  root.addEventListener("pointerdown", (event) => {
    const row = event.pointerType === "touch" && event.isPrimary ? event.target.closest(".row") : null;
    pull = row ? { row, stack: row.querySelector(".stack"), x: event.clientX, y: event.clientY, by: 0, on: false } : null;
  });
  root.addEventListener("pointermove", (event) => {
    if (!pull || event.pointerType !== "touch") return;
    const left = pull.x - event.clientX;
    const down = Math.abs(event.clientY - pull.y);
    if (!pull.on && (left < START || left < down * 1.5)) return;
    pull.on = true;
    pull.by = Math.max(0, Math.min(FURTHEST, left - START));
    pull.stack.classList.add("moving");
    pull.stack.style.transform = `translateX(${-pull.by}px)`;
    pull.row.classList.toggle("swiped", pull.by >= ENOUGH);
  });
  root.addEventListener("pointerup", () => settle(true));
  root.addEventListener("pointercancel", () => settle(false));
}
