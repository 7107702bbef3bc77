"""Which names an address may have. Answers: may this be the first label of a region's host?"""

import re

from django.conf import settings

from core.errors import Invalid
from tenants.registry.context import current_region

_OURS = """
    konsol evaluasi www api static media admin amanah app assets bantuan cdn daftar demo dev dokumen
    email ftp gaya health help imap kantor keluar localhost login mail masuk mx ns ns1 ns2 pop portal
    prod publik public root sandi smtp staging status support system test uji verifikasi webmail
"""
RESERVED = frozenset(_OURS.split())
_LABEL = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def check_slug(slug: str) -> None:
    """Raise Invalid, with the reason, unless `slug` may be the address of a region."""
    if not 3 <= len(slug) <= 50:
        raise Invalid("Alamat terdiri atas 3 sampai 50 karakter.", field="slug")
    if not _LABEL.fullmatch(slug):
        raise Invalid(
            "Alamat hanya berisi huruf kecil a–z, angka, dan tanda hubung tunggal di antaranya, "
            "dan dimulai dengan huruf. Contoh: kab-malang.",
            field="slug",
        )
    if slug in RESERVED:
        raise Invalid(
            f"Alamat “{slug}” dipakai oleh platform sendiri. Pilih alamat lain.", field="slug"
        )


def check_domain(domain: str) -> None:
    """Raise Invalid unless `domain` may be an additional host of a region."""
    if not _DOMAIN.fullmatch(domain):
        raise Invalid(
            f"“{domain[:80]}” bukan nama domain yang benar. Contoh: sakip.malangkab.go.id.",
            field="domain",
        )
    if domain == settings.BASE_HOST or domain.endswith(f".{settings.BASE_HOST}"):
        raise Invalid(
            f"Alamat di bawah {settings.BASE_HOST} diatur melalui alamat utama daerah.",
            field="domain",
        )


def host_of(slug: str) -> str:
    """The host of a region, without port: kab-malang.<base>."""
    return f"{slug}.{settings.BASE_HOST}"


def url_of(slug: str, path: str = "/") -> str:
    """The full address of a page on a region's host."""
    return f"{settings.SITE_SCHEME}://{host_of(slug)}{settings.SITE_PORT}{path}"


def link(path: str = "/") -> str:
    """The full address of a page of the region in force, for mail and paper. Raises NotFound outside of one."""
    return url_of(current_region().slug, path)
