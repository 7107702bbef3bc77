// <combo-box> around a <select>: type to find. Without script the select itself is the control.
import accessibleAutocomplete from "accessible-autocomplete";

class ComboBox extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    if (!select || select.multiple || this.dataset.ready) return;
    this.dataset.ready = "1";
    accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      cssNamespace: "combo",
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].textContent.trim() : "",
      minLength: 0,
      showAllValues: true,
      preserveNullOptions: true,
      dropdownArrow: () => "",
      tNoResults: () => "Tidak ditemukan",
      tStatusQueryTooShort: (length) => `Ketik paling sedikit ${length} huruf`,
      tStatusNoResults: () => "Tidak ada yang cocok",
      tStatusSelectedOption: (option, length, index) => `${option}, ${index + 1} dari ${length}, dipilih`,
      tStatusResults: (length) => `${length} pilihan tersedia`,
      tAssistiveHint: () => "Ketik untuk mencari, lalu pilih dengan panah atas dan bawah.",
    });
  }
}
customElements.define("combo-box", ComboBox);
