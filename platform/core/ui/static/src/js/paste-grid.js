// <paste-grid> around a table of inputs: a block copied from a spreadsheet fills the cells from the focused one
// to the right and down; arrow keys (up, down, Enter) move between rows. Nothing is sent.
class PasteGrid extends HTMLElement {
  connectedCallback() {
    this.addEventListener("paste", (event) => this.#paste(event));
    this.addEventListener("keydown", (event) => this.#move(event));
  }

  #rows() {
    return [...this.querySelectorAll("tbody tr")]
      .map((row) => [...row.querySelectorAll("input:not([type=hidden]):not(:disabled)")])
      .filter((cells) => cells.length);
  }

  #place(input) {
    const rows = this.#rows();
    const y = rows.findIndex((cells) => cells.includes(input));
    return { rows, y, x: y < 0 ? -1 : rows[y].indexOf(input) };
  }

  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trim())) return;
    const { rows, y, x } = this.#place(event.target);
    if (y < 0) return;
    event.preventDefault();
    let filled = 0;
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const cell = rows[y + down]?.[x + right];
        if (!cell) return;
        cell.value = value.trim();
        cell.dispatchEvent(new Event("input", { bubbles: true }));
        filled += 1;
      });
    });
    this.#say(`${filled} sel terisi dari papan klip. Periksa, lalu simpan.`);
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!step || !event.target.matches("tbody input")) return;
    const { rows, y, x } = this.#place(event.target);
    const next = rows[y + step]?.[x];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select?.();
  }

  #say(sentence) {
    let status = this.querySelector("[role=status]");
    if (!status) {
      status = document.createElement("p");
      status.setAttribute("role", "status");
      status.className = "small muted";
      this.append(status);
    }
    status.textContent = sentence;
  }
}
customElements.define("paste-grid", PasteGrid);
