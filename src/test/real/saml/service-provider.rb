# A service provider made of ruby-saml: one question on each line of standard input, one answer on each line of standard output,
# both JSON. ruby-saml builds every request and judges every response; this file only hands over.
require 'json'
require 'onelogin/ruby-saml'

include OneLogin::RubySaml

Logging.logger = Logger.new(File::NULL)

SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'.freeze
RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'.freeze

def settings(sp)
  made = Settings.new
  made.sp_entity_id = sp['entityId']
  made.assertion_consumer_service_url = sp['acs']
  made.idp_sso_service_url = sp['singleSignOn']
  made.idp_slo_service_url = sp['singleLogout']
  made.single_logout_service_url = sp['logout']
  made.idp_entity_id = sp['idpEntityId']
  trust(made, sp)
  made.certificate = sp['certificate']
  made.private_key = sp['key']
  made.idp_sso_service_binding = sp['binding'].to_sym
  made.compress_request = sp['deflated']
  made.passive = true if sp['passive']
  made.soft = true
  made.security = made.security.merge(
    authn_requests_signed: sp['signed'],
    logout_requests_signed: sp['signed'],
    logout_responses_signed: sp['signed'],
    want_assertions_signed: sp['wantAssertionSigned'],
    want_assertions_encrypted: sp['wantEncrypted'],
    want_name_id: true,
    check_idp_cert_expiration: !sp['idpCertificate'].nil?,
    embed_sign: sp['signed'] && sp['binding'] == 'post',
    digest_method: SHA256,
    signature_method: RSA_SHA256
  )
  made
end

# A fingerprint is all that a legacy Freshdesk knows.
def trust(made, sp)
  made.idp_cert = sp['idpCertificate'] if sp['idpCertificate']
  return unless sp['fingerprint']

  made.idp_cert_fingerprint = sp['fingerprint']
  made.idp_cert_fingerprint_algorithm = sp['fingerprintAlgorithm']
end

def metadata(question)
  { metadata: Metadata.new.generate(settings(question['sp'])) }
end

def request(question)
  made = settings(question['sp'])
  request = Authrequest.new
  relay = question['relayState'].nil? ? {} : { RelayState: question['relayState'] }
  if question['sp']['binding'] == 'post'
    { id: request.request_id, fields: request.create_params(made, relay) }
  else
    { id: request.request_id, address: request.create(made, relay) }
  end
end

def judge(question)
  options = { settings: settings(question['sp']), allowed_clock_drift: 0, check_duplicated_attributes: true }
  options[:matches_request_id] = question['requestId'] if question['requestId']
  response = Response.new(question['response'], options)
  return { accepted: false, errors: told(response.errors) } unless response.is_valid?

  {
    accepted: true,
    nameId: response.name_id,
    inResponseTo: response.in_response_to,
    sessionIndex: response.sessionindex,
    attributes: response.attributes.all.transform_values(&:first)
  }
rescue StandardError => e
  { accepted: false, errors: told(["#{e.class}: #{e.message}"]) }
end

# What an altered cipher text decrypts to is quoted, and may be no text.
def told(errors)
  errors.map { |error| error.dup.force_encoding(Encoding::UTF_8).scrub }
end

# A logout begins here.
def logout(question)
  made = settings(question['sp'])
  made.name_identifier_value = question['nameId']
  made.name_identifier_format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
  made.sessionindex = question['sessionIndex']
  request = Logoutrequest.new
  { id: request.request_id, address: request.create(made, RelayState: '/') }
end

def parameters(address)
  raw = address.split('?', 2).last.split('&').map { |pair| pair.split('=', 2) }.to_h
  { get_params: raw.transform_values { |value| CGI.unescape(value) }, raw_get_params: raw }
end

# A logout began elsewhere, and is answered.
def leave(question)
  made = settings(question['sp'])
  sent = parameters(question['address'])
  request = SloLogoutrequest.new(sent[:get_params]['SAMLRequest'], sent.merge(settings: made))
  return { accepted: false, errors: request.errors } unless request.is_valid?

  relay = { RelayState: sent[:get_params]['RelayState'] }
  { accepted: true, nameId: request.name_id, address: SloLogoutresponse.new.create(made, request.id, nil, relay) }
end

# A logout that began here has ended.
def left(question)
  sent = parameters(question['address'])
  response = Logoutresponse.new(sent[:get_params]['SAMLResponse'], settings(question['sp']),
                                sent.merge(matches_request_id: question['requestId']))
  { accepted: response.validate, errors: response.errors }
end

$stdout.sync = true
$stdin.set_encoding('UTF-8')
$stdin.each_line do |line|
  question = JSON.parse(line)
  answer = case question['ask']
           when 'metadata' then metadata(question)
           when 'request' then request(question)
           when 'judge' then judge(question)
           when 'logout' then logout(question)
           when 'leave' then leave(question)
           when 'left' then left(question)
           end
  $stdout.puts(JSON.generate(answer))
end
