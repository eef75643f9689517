"""provision.py SMB_CONF ADDRESS PASSWORD: makes the domain's first controller.

The same code as "samba-tool domain provision", but without access control lists on files, so that neither extended attributes
nor root are needed, and in batch mode, which takes a third of the time.
"""
import logging
import sys

from samba.auth import system_session
from samba.dsdb import DS_DOMAIN_FUNCTION_2008_R2
from samba.param import LoadParm
from samba.provision import provision

configuration, address, password = sys.argv[1:]
settings = LoadParm()
settings.load(configuration)
provision(
    logging.getLogger("provision"),
    system_session(),
    smbconf=configuration,
    lp=settings,
    realm=settings.get("realm"),
    domain=settings.get("workgroup"),
    hostname=settings.get("netbios name").lower(),
    hostip=address,
    hostip6=None,
    adminpass=password,
    serverrole="active directory domain controller",
    dom_for_fun_level=DS_DOMAIN_FUNCTION_2008_R2,
    dns_backend="SAMBA_INTERNAL",
    backend_store="tdb",
    skip_sysvolacl=True,
    batch_mode=True,
)
