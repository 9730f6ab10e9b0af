# PostgreSQL on a node of its own: Hiera data for all nodes of the platform
# Hiera: openvox_platform::secrets::openvoxdb_password: ENC[PKCS7,...]
# Hiera: openvox_platform::secrets::foreman_db_password: ENC[PKCS7,...]
include openvox_platform::secrets
