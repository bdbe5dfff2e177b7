"""MiniStack in one process, with nine things that it lacks.

Without Docker, it never finishes the sign-in providers of EKS. Of the variables in policies it reads none, while
AWS puts the tags of a role into its boundary. Tokens of its clusters have its own address as their issuer. It forgets from
which template nodes are made, and of endpoints in a network their groups and whether names lead to them. It lists nothing of
what a user has besides keys, which whoever removes one asks for. It answers without TLS, which policies of buckets and queues refuse.
Its databases are at `localhost`, which no cluster's file takes. And on a busy machine an answer of IAM can get lost: Terraform
asks again, and would hear that its role exists already.
"""

import json
import runpy

import ministack.core.iam_evaluator as iam
import ministack.services.ec2 as ec2
import ministack.services.eks as eks
import ministack.services.iam as iam_service
import ministack.services.rds as rds
import session_tags  # noqa: F401

associate = eks._associate_identity_provider_config


def at_once(*args, **kwargs):
    answer = associate(*args, **kwargs)
    for key in list(eks._idp_configs.keys()):
        eks._idp_configs[key]["status"] = "ACTIVE"
    return answer


def boundary(store, name, account):
    entity = store.get_scoped(account, None, name) or {}
    arn = entity.get("PermissionsBoundary")
    if not arn:
        return []
    document = iam._resolve_managed_policy_document(arn, account) or {}
    text = document if isinstance(document, str) else json.dumps(document)
    for tag in entity.get("Tags") or []:
        text = text.replace("${aws:PrincipalTag/%s}" % tag["Key"], tag["Value"])
    return [[iam.parse_policy_document(json.loads(text))]]


value_of = iam._resolve_condition_key


def by_tls(key, context):
    return "true" if key.lower() == "aws:securetransport" else value_of(key, context)


create_nodegroup = eks._create_nodegroup


def from_template(cluster, body):
    answer = create_nodegroup(cluster, body)
    group = eks._nodegroups.get("%s/%s" % (cluster, body.get("nodegroupName")))
    if group:
        group.update({key: body[key] for key in ("launchTemplate", "updateConfig") if key in body})
    return answer


create_endpoint = ec2._create_vpc_endpoint
endpoint_fields = ec2._vpce_fields_xml


def with_groups(params):
    before = set(ec2._vpc_endpoints.keys())
    answer = create_endpoint(params)
    for key in set(ec2._vpc_endpoints.keys()) - before:
        ec2._vpc_endpoints[key]["Groups"] = ec2._parse_member_list(params, "SecurityGroupId")
        ec2._vpc_endpoints[key]["PrivateDns"] = ec2._p(params, "PrivateDnsEnabled") or "false"
    return answer


def fields_and_groups(endpoint, tag="item"):
    groups = "".join("<item><groupId>%s</groupId></item>" % each for each in endpoint.get("Groups", []))
    named = endpoint.get("PrivateDns", "false")
    more = "<privateDnsEnabled>%s</privateDnsEnabled><groupSet>%s</groupSet>" % (named, groups)
    return endpoint_fields(endpoint, tag).replace("<state>", more + "<state>", 1)


def lists_nothing(action, field):
    result = "<%sResult><%s/><IsTruncated>false</IsTruncated></%sResult>" % (action, field, action)
    return lambda _: iam_service._xml(200, action + "Response", result, ns="iam")


handle_request = iam_service.handle_request
answers = {}


async def once(method, path, headers, body, query_params):
    call = {key.lower(): value for key, value in headers.items()}.get("amz-sdk-invocation-id")
    if call in answers:
        return answers[call]
    answer = await handle_request(method, path, headers, body, query_params)
    if call and answer[0] < 300:
        answers[call] = answer
    return answer


def issuer(_):
    return "https://oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210"


ec2._vpce_fields_xml = fields_and_groups
ec2._ACTION_MAP["CreateVpcEndpoint"] = with_groups
for action, field in {
    "ListSSHPublicKeys": "SSHPublicKeys",
    "ListSigningCertificates": "Certificates",
    "ListServiceSpecificCredentials": "ServiceSpecificCredentials",
}.items():
    iam_service._IAM_HANDLERS.setdefault(action, lists_nothing(action, field))
eks._create_nodegroup = from_template
eks._issuer_url = issuer
eks._associate_identity_provider_config = at_once
iam_service.handle_request = once
iam._permissions_boundary = boundary
iam._resolve_condition_key = by_tls
rds._MINISTACK_HOST = "emulator.eu-central-1.rds.amazonaws.com"
runpy.run_module("ministack", run_name="__main__")
