// <confirm-dialog><button type=submit>…</button><dialog>…</dialog></confirm-dialog> inside a form:
// the button opens the dialog first; the dialog's own submit sends the form.
class ConfirmDialog extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    this.querySelector("button[type=submit]").addEventListener("click", (event) => {
      const form = event.currentTarget.form;
      if (form && !form.checkValidity()) return;
      event.preventDefault();
      dialog.showModal();
    });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  }
}
customElements.define("confirm-dialog", ConfirmDialog);
